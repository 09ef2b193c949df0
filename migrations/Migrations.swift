/// A step of a schema, compiled in from the SQL file of its name.
public struct Migration: Sendable {
    /// Steps are applied in ascending order.
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
        Migration(version: 2, name: "sync") { PackageResources.sqlite_0002_sync_sql },
        Migration(version: 3, name: "checkouts") { PackageResources.sqlite_0003_checkouts_sql },
    ]
}

extension Migrations {
    /// Those of the shared library in a Supabase project, in order; the version is that of the file's name.
    public static let supabase = [
        Migration(version: 20_260_203_000_000, name: "original_library") {
            PackageResources._0260203000000_original_library_sql
        },
        Migration(version: 20_260_205_000_000, name: "config_and_script_types") {
            PackageResources._0260205000000_config_and_script_types_sql
        },
        Migration(version: 20_260_301_000_000, name: "portable_files") {
            PackageResources._0260301000000_portable_files_sql
        },
        Migration(version: 20_260_301_000_100, name: "search_and_sums") {
            PackageResources._0260301000100_search_and_sums_sql
        },
        Migration(version: 20_260_301_000_200, name: "policies") {
            PackageResources._0260301000200_policies_sql
        },
        Migration(version: 20_260_301_000_300, name: "reading") {
            PackageResources._0260301000300_reading_sql
        },
        Migration(version: 20_260_301_000_400, name: "writing") {
            PackageResources._0260301000400_writing_sql
        },
    ]
}
