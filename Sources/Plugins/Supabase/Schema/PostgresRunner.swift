import CLibPQ
import SkillSplitHost

/// Runs SQL over a connection to PostgreSQL itself.
struct PostgresRunner: SQLRunner {
    private let address: DatabaseAddress

    /// - Parameter address: What libpq takes: a URI or `keyword=value` pairs.
    init(_ address: String) {
        self.address = DatabaseAddress(address)
    }

    var target: String { address.host }

    func run(_ sql: String) async throws(SkillSplitError) -> [String] {
        try PostgresConnection.open(address).run(sql)
    }
}

/// Where a database is, with a password that no text ever shows.
struct DatabaseAddress: Sendable, CustomStringConvertible {
    private let text: String
    private let password: APIKey

    init(_ text: String) {
        self.text = text
        password = APIKey(Self.password(in: text))
    }

    var description: String { host }

    /// The host of a URI, for messages.
    var host: String {
        guard let authority = Self.authority(of: text) else { return "SUPABASE_DB_URL" }
        let host = authority[(authority.lastIndex(of: "@").map(authority.index(after:)) ?? authority.startIndex)...]
        return host.isEmpty ? "this machine" : String(host)
    }

    /// What libpq is given: it gives up on a host that does not answer, and there is always one that does not, since
    /// projects have IPv6 addresses and many networks do not.
    var connectionInfo: String {
        guard !text.contains("connect_timeout") else { return text }
        guard text.contains("://") else { return "\(text) connect_timeout=20" }
        return "\(text)\(text.contains("?") ? "&" : "?")connect_timeout=20"
    }

    /// `message` without the password.
    func redacted(_ message: String) -> String {
        password.redacted(message)
    }

    private static func authority(of text: String) -> Substring? {
        let bytes = text.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) else {
            return nil
        }
        return text[bytes.index(colon, offsetBy: 3)...].prefix { $0 != "/" && $0 != "?" }
    }

    private static func password(in text: String) -> String {
        if let authority = authority(of: text) {
            guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else {
                return ""
            }
            return String(authority[authority.index(after: colon)..<at])
        }
        let pair = text.split(separator: " ").first { $0.hasPrefix("password=") }
        return pair.map { String($0.dropFirst("password=".count)) } ?? ""
    }
}

/// An open connection.
private struct PostgresConnection: ~Copyable {
    private let handle: OpaquePointer
    private let address: DatabaseAddress

    static func open(_ address: DatabaseAddress) throws(SkillSplitError) -> PostgresConnection {
        if let problem = sksp_pg_load() {
            throw SkillSplitError(
                .network,
                "cannot speak to PostgreSQL: \(String(cString: problem))",
                remedy: "Install it (on Debian: apt-get install libpq5), or set SUPABASE_ACCESS_TOKEN instead of "
                    + "SUPABASE_DB_URL, or paste what 'migrate --to supabase: --print' prints into the SQL editor."
            )
        }
        guard let handle = sksp_pg_connect(address.connectionInfo) else {
            throw SkillSplitError(.network, "cannot start libpq", remedy: "Free some memory, and try again.")
        }
        let connection = PostgresConnection(handle: handle, address: address)
        guard Int(sksp_pg_status(handle)) == SKSP_PG_CONNECTION_OK else {
            throw SkillSplitError(
                .network,
                "cannot connect to the database at \(address)",
                remedy: "Check SUPABASE_DB_URL; where the network has no IPv6, use the address of the session pooler.",
                cause: address.redacted(oneLine(sksp_pg_error(handle)))
            )
        }
        sksp_pg_mute(handle)
        return connection
    }

    private init(handle: OpaquePointer, address: DatabaseAddress) {
        self.handle = handle
        self.address = address
    }

    deinit {
        sksp_pg_finish(handle)
    }

    func run(_ sql: String) throws(SkillSplitError) -> [String] {
        guard let result = sksp_pg_exec(handle, sql) else {
            throw .statementFailed("\(address)", address.redacted(Self.oneLine(sksp_pg_error(handle))))
        }
        defer { sksp_pg_clear(result) }
        let status = Int(sksp_pg_result_status(result))
        guard status == SKSP_PG_COMMAND_OK || status == SKSP_PG_TUPLES_OK else {
            throw .statementFailed("\(address)", address.redacted(Self.oneLine(sksp_pg_error(handle))))
        }
        return (0..<sksp_pg_rows(result)).map { String(cString: sksp_pg_value(result, $0, 0)) }
    }

    private static func oneLine(_ text: UnsafePointer<CChar>?) -> String {
        let lines = text.map { String(cString: $0) }?.split(whereSeparator: \.isNewline) ?? []
        return lines.joined(separator: " ")
    }
}
