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

    /// Applies what is missing, all of it or nothing, after a backup of a library that holds something.
    ///
    /// Any number of processes may run it at once on a library that none has created yet.
    func run(on connection: borrowing Connection) throws(SkillSplitError) {
        let latest = Int64(migrations.count)
        let version = try connection.integer("PRAGMA user_version")
        if version > latest { try file.check(version, of: connection, wanting: migrations.count) }
        if version == latest { return try checkHistory(on: connection) }
        if version == 0 { try prepareEmpty(connection) } else { try backUp(connection, version: version) }
        try connection.execute("BEGIN IMMEDIATE")
        do {
            // Another process may have been faster.
            let version = try connection.integer("PRAGMA user_version")
            if version > 0 { try checkHistory(on: connection) }
            for migration in migrations where migration.version > version { try apply(migration, to: connection) }
            try connection.execute("COMMIT")
        } catch {
            try? connection.execute("ROLLBACK")
            throw error
        }
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
        // SQLite does not wait for a lock here, since two processes could wait for each other.
        try retryingWhileBusy { () throws(SkillSplitError) in
            try connection.execute("PRAGMA journal_mode = WAL")
        }
        try connection.execute("PRAGMA application_id = \(Self.applicationID)")
    }

    private func retryingWhileBusy(_ body: () throws(SkillSplitError) -> Void) throws(SkillSplitError) {
        for _ in 0..<(file.patience * 100) {
            do {
                return try body()
            } catch  where error.code == .busy {
                usleep(10_000)
            }
        }
        try body()
    }

    private func backUp(_ connection: borrowing Connection, version: Int64) throws(SkillSplitError) {
        let target = "\(file.path).schema-\(version)-backup"
        let partial = "\(target).\(getpid())"
        let copy = try connection.prepare("VACUUM INTO ?")
        copy.bind(1, partial)
        try copy.run()
        chmod(partial, 0o600)
        // Another process may have migrated the library since.
        guard try Connection(path: partial, mode: .read, patience: 0).integer("PRAGMA user_version") == version else {
            unlink(partial)
            return
        }
        guard rename(partial, target) == 0 else {
            throw SkillSplitError(
                .unwritable,
                "cannot put the backup '\(target)' in its place",
                remedy: "Make the folder of the library writable; the library was not migrated.",
                cause: String(cString: strerror(errno))
            )
        }
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
