import SkillSplitHost

/// The address of a project and a key to it.
struct Credentials: Sendable, Hashable {
    /// `https://PROJECT.supabase.co`, without a slash at the end.
    let url: String
    let key: APIKey

    /// The address without its scheme, for messages.
    let host: String

    /// Checks what a user gave.
    ///
    /// - Throws: ``SkillSplitError`` with the code `credential` for an address that would show the key to a network, or a
    ///   key that cannot be one.
    init(url: String, key: APIKey) throws(SkillSplitError) {
        var url = url
        while url.hasSuffix("/") { url.removeLast() }
        let scheme = url.hasPrefix("https://") ? "https://" : "http://"
        guard url.hasPrefix(scheme) else {
            throw Self.malformed("SUPABASE_URL is '\(url)', which is no web address")
        }
        let rest = url.dropFirst(scheme.count)
        let host = rest.prefix { $0 != "/" }
        guard !host.isEmpty, !rest.contains(where: { " @?#\n\r".contains($0) }) else {
            throw Self.malformed("SUPABASE_URL is not the address of a project")
        }
        guard scheme == "https://" || Self.isLocal(host) else {
            throw Self.malformed("SUPABASE_URL is '\(url)', over which everyone on the way could read the key")
        }
        guard key.isWellFormed else {
            throw SkillSplitError(
                .credential,
                "SUPABASE_KEY is empty or holds characters that no key has",
                remedy: "Copy the key again from the project's settings, under API keys."
            )
        }
        self.url = url
        self.key = key
        self.host = String(host)
    }

    private static func isLocal(_ host: Substring) -> Bool {
        let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
        return ["localhost", "127.0.0.1", "[::1]"].contains(String(name))
    }

    private static func malformed(_ message: String) -> SkillSplitError {
        SkillSplitError(.credential, message, remedy: "Write it as https://PROJECT.supabase.co.")
    }
}
