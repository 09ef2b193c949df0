import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where credentials are looked for, the first that has one: the environment, `.env`, the configuration file.
///
/// A `.env` lies in the current folder, which may hold what others wrote: its address is only ever given the key that
/// stands beside it, never one from elsewhere.
struct CredentialSources: Sendable {
    /// One place, with the values that it has.
    struct Source: Sendable {
        let name: String
        let values: [String: String]
        /// Whether its address may be given a key of another source.
        let isTrusted: Bool
    }

    let sources: [Source]

    init(_ sources: [Source]) {
        self.sources = sources
    }

    /// The sources of this process, without a file like `.env` where `environmentFile` is `nil`.
    init(environmentFile: String?) {
        var sources = [Source(name: "the environment", values: Self.environment, isTrusted: true)]
        if let environmentFile {
            let values = FileText.of(environmentFile).map(EnvironmentFile.parse) ?? [:]
            sources.append(Source(name: environmentFile, values: values, isTrusted: false))
        }
        let path = Self.configurationPath
        sources.append(Source(name: path, values: Self.configuration(at: path), isTrusted: true))
        self.sources = sources
    }

    /// The value of the first of `names` that a source has.
    func value(_ names: [String]) -> String? {
        for source in sources {
            for name in names { if let value = source.values[name], !value.isEmpty { return value } }
        }
        return nil
    }

    static let keyNames = ["SUPABASE_KEY", "SUPABASE_SECRET_KEY", "SUPABASE_PUBLISHABLE_KEY"]

    /// The address and the key.
    func credentials() throws(SkillSplitError) -> Credentials {
        guard let source = sources.first(where: { !($0.values["SUPABASE_URL"] ?? "").isEmpty }),
            let url = source.values["SUPABASE_URL"]
        else { throw missing("SUPABASE_URL", example: "https://PROJECT.supabase.co") }
        let keys = source.isTrusted ? self : CredentialSources([source])
        guard let key = keys.value(Self.keyNames) else {
            throw keys.missing(Self.keyNames.joined(separator: ", "), example: "sb_secret_…")
        }
        return try Credentials(url: url, key: APIKey(key))
    }

    private func missing(_ names: String, example: String) -> SkillSplitError {
        SkillSplitError(
            .credential,
            "no \(names) was found",
            remedy: "Set it to \(example). \(whereLooked)"
        )
    }

    /// For messages.
    var whereLooked: String { "Looked for in \(sources.map(\.name).joined(separator: ", "))." }

    private static var environment: [String: String] {
        let names = ["SUPABASE_URL", "SUPABASE_DB_URL", "SUPABASE_ACCESS_TOKEN"] + keyNames
        var values: [String: String] = [:]
        for name in names { values[name] = getenv(name).map { String(cString: $0) } }
        return values
    }

    private static var configurationPath: String {
        func variable(_ name: String) -> String? {
            getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        let home = variable("HOME") ?? ""
        return variable("SKILL_SPLIT_CONFIG")
            ?? (variable("XDG_CONFIG_HOME") ?? "\(home)/.config") + "/skill-split/config.json"
    }

    /// `{"supabase": {"url": …, "key": …, "db_url": …, "access_token": …}}`.
    private static func configuration(at path: String) -> [String: String] {
        let fields = FileText.of(path).flatMap { MetadataValue(json: $0) }?.object ?? []
        let section = fields.first { $0.name == "supabase" }?.value.object ?? []
        var values: [String: String] = [:]
        for field in section { values["SUPABASE_\(field.name.uppercased())"] = field.value.string }
        return values
    }
}

/// Small text files, without Foundation.
enum FileText {
    /// The text of a file of at most a megabyte; `nil` where there is none.
    static func of(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        var length = 0
        while length < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                read(descriptor, buffer.baseAddress?.advanced(by: length), buffer.count - length)
            }
            guard count > 0 else { break }
            length += count
        }
        return String(validating: bytes[..<length], as: UTF8.self)
    }
}
