import SkillSplitFormats
public import SkillSplitHost

extension ScriptParser: SystemDependent {
    public static func requirements() async -> [HealthCheck] {
        if let version = TagServer.shared.version { return [HealthCheck("ctags", .ok, version)] }
        return [
            HealthCheck(
                "ctags",
                .warn,
                "no Universal Ctags is installed; scripts are stored whole",
                remedy: "Install it (Debian: apt-get install universal-ctags; macOS: brew install universal-ctags)."
            )
        ]
    }
}
