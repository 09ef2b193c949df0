/// A step of a schema, compiled in from the SQL file of its name.
public struct Migration: Sendable {
    /// From 1, without gaps.
    public let version: Int
    public let name: String
    private let bytes: @Sendable () -> [UInt8]

    public init(version: Int, name: String, _ bytes: @escaping @Sendable () -> [UInt8]) {
        self.version = version
        self.name = name
        self.bytes = bytes
    }

    /// The statements, separated by semicolons.
    public var sql: [UInt8] { bytes() }
}

/// The schemas that libraries are brought up to.
public enum Migrations {
    /// Those of the SQLite library, in order.
    public static let sqlite = [
        Migration(version: 1, name: "library") { PackageResources.sqlite_0001_library_sql },
        Migration(version: 2, name: "checkouts") { PackageResources.sqlite_0002_checkouts_sql },
    ]
}
