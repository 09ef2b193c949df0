import CSQLite
import Crypto
import SkillSplitHost
import SkillSplitMigrations

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Brings a library up to the latest schema.
struct Migrator: Sendable {
    /// "SkSp": tells a library from the databases of other programs.
    static let applicationID: Int64 = 0x536B_5370
    static let latestVersion = Migrations.sqlite.count

    let file: LibraryFile
    var migrations = Migrations.sqlite
    /// Whether a library that holds something is copied first.
    var keepsBackup = true

    /// Applies what is missing, all of it or nothing, after a backup of a library that holds something.
    ///
    /// Any number of processes may run it at once on a library that none has created yet.
    func run(on connection: borrowing Connection) throws(SkillSplitError) -> SchemaChange {
        let latest = Int64(migrations.count)
        let version = try connection.integer("PRAGMA user_version")
        if version > latest { try file.check(version, of: connection, wanting: migrations.count) }
        if version == latest {
            try checkHistory(on: connection)
            // A copy that was restored is not in WAL mode.
            try keepLog(connection)
            return SchemaChange(applied: [], backup: nil)
        }
        if version == 0 { try prepareEmpty(connection) }
        try connection.execute("BEGIN IMMEDIATE")
        do throws(SkillSplitError) {
            // Another process may have been faster.
            let version = try connection.integer("PRAGMA user_version")
            let missing = migrations.filter { $0.version > version }
            if version > 0 { try checkHistory(on: connection) }
            let backup = version > 0 && keepsBackup && !missing.isEmpty ? try backUp(version: version) : nil
            for migration in missing { try apply(migration, to: connection) }
            try connection.execute("COMMIT")
            return SchemaChange(applied: missing.map(\.version), backup: backup)
        } catch {
            try? connection.execute("ROLLBACK")
            throw error
        }
    }

    /// The versions of the steps that the file has taken; a file without tables has taken none.
    func appliedVersions() throws(SkillSplitError) -> [Int] {
        let connection = try file.openReadOnly()
        let version = try connection.integer("PRAGMA user_version")
        if version == 0, try connection.integer("SELECT count(*) FROM sqlite_schema") == 0 { return [] }
        if version == 0 || version > Int64(migrations.count) {
            try file.check(version, of: connection, wanting: migrations.count)
        }
        try checkHistory(on: connection)
        return migrations.map(\.version).filter { $0 <= version }
    }

    private func apply(_ migration: Migration, to connection: borrowing Connection) throws(SkillSplitError) {
        let sql = migration.sql
        try connection.execute(String(decoding: sql, as: UTF8.self))
        let record = try connection.prepare("INSERT INTO schema_migrations VALUES (?, ?, ?, ?)")
        record.bind(1, migration.version)
        record.bind(2, migration.name)
        record.bind(3, Array(SHA256.hash(data: sql)))
        record.bind(4, Int64(time(nil)))
        try record.run()
        try connection.execute("PRAGMA user_version = \(migration.version)")
    }

    /// Turns a file without tables into an empty library in WAL mode; refuses another program's database.
    private func prepareEmpty(_ connection: borrowing Connection) throws(SkillSplitError) {
        let identity = try connection.integer("PRAGMA application_id")
        let objects = try connection.integer("SELECT count(*) FROM sqlite_schema")
        if identity == Self.applicationID { return }
        // A race: the library that another process is creating shows its tables and its version together.
        if objects > 0, try connection.integer("PRAGMA user_version") == 0 { throw .notALibrary(file.path) }
        try connection.execute("PRAGMA page_size = 8192")
        try keepLog(connection)
        try connection.execute("PRAGMA application_id = \(Self.applicationID)")
    }

    /// Turns WAL mode on, where it is not.
    ///
    /// SQLite does not wait for the lock that it needs, since two processes could wait for each other.
    private func keepLog(_ connection: borrowing Connection) throws(SkillSplitError) {
        for _ in 0..<(file.patience * 100) {
            do {
                return try connection.execute("PRAGMA journal_mode = WAL")
            } catch  where error.code == .busy {
                usleep(10_000)
            }
        }
        try connection.execute("PRAGMA journal_mode = WAL")
    }

    /// Copies the library, which no one else can write meanwhile: the caller has its write lock.
    private func backUp(version: Int64) throws(SkillSplitError) -> String {
        let target = "\(file.path).schema-\(version)-backup"
        let partial = try ScratchFile(target + ".writing")
        try Connection(path: file.path, mode: .read, patience: file.patience).copy(to: partial.path)
        try partial.move(to: target)
        return target
    }

    /// Refuses a library whose schema was made by other statements than those of its version.
    private func checkHistory(on connection: borrowing Connection) throws(SkillSplitError) {
        guard try connection.integer("PRAGMA application_id") == Self.applicationID else {
            throw .notALibrary(file.path)
        }
        try connection.prepare("SELECT version, checksum FROM schema_migrations").forEachRow {
            row throws(SkillSplitError) in
            for migration in migrations where migration.version == row.int(0) {
                guard row.bytes(1) == Array(SHA256.hash(data: migration.sql)) else {
                    throw SkillSplitError(
                        .incompatible,
                        "migration \(migration.version) of the library '\(file.path)' is not the one of this skill-split",
                        remedy: "Use the skill-split that wrote the library, or ingest into a new one."
                    )
                }
            }
        }
    }
}
