import ArgumentParser
import SkillSplitEngine

/// Which credentials may go to a library that others can read.
struct SecretOptions: ParsableArguments {
    @Flag(help: "Send files to a shared library even where they hold credentials.")
    var allowSecrets = false

    /// What the flag and the list of the settings allow: `{"secrets": {"allow": ["0123456789abcdef"]}}`.
    func policy(_ settings: Settings) -> SecretPolicy {
        SecretPolicy(allowsAll: allowSecrets, allowed: Set(settings.list("secrets.allow")))
    }
}
