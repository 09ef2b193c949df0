import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The file of a library: finds, creates and opens it.
struct LibraryFile: Sendable {
    /// In the file system, with `~` expanded.
    let path: String
    /// How many seconds to wait for other processes.
    let patience: Int

    init(location: String, patience: Int) {
        self.patience = patience
        if location == "~" || location.hasPrefix("~/"), let home = getenv("HOME") {
            path = String(cString: home) + location.dropFirst()
        } else {
            path = location
        }
    }

    /// Opens a library that exists, to look only.
    ///
    /// Little may happen here: it is on the way of each search. The version is checked, nothing else.
    func openForReading() throws(SkillSplitError) -> Connection {
        guard access(path, F_OK) == 0 else { throw missing() }
        let connection = try openReadOnly()
        let version = try connection.integer("PRAGMA user_version")
        try check(version, of: connection, wanting: Migrator.latestVersion)
        return connection
    }

    /// Opens a library to write, creating or migrating it; with `keepsBackup`, one that is migrated is copied first.
    func openForWriting(keepsBackup: Bool = true) throws(SkillSplitError) -> Connection {
        let connection = try openToMigrate()
        _ = try Migrator(file: self, keepsBackup: keepsBackup).run(on: connection)
        // A commit survives the death of the process; a loss of power may take the last commits, but damages nothing,
        // since the log is synced before it is copied into the database.
        try connection.execute("PRAGMA synchronous = NORMAL")
        try connection.execute("PRAGMA cache_size = -32768")
        // A page that many commits change is copied into the database once for all of them. The log may grow to 64 MB.
        try connection.execute("PRAGMA wal_autocheckpoint = 16384")
        // Debian's build wipes freed pages, which rewrites what the index merges away; nothing here is more secret
        // than the files that it came from.
        try connection.execute("PRAGMA secure_delete = OFF")
        return connection
    }

    /// Opens a file that may be missing, empty or of an older version, as it is.
    func openToMigrate() throws(SkillSplitError) -> Connection {
        try createIfMissing()
        return try Connection(path: path, mode: .write, patience: patience)
    }

    /// Opens a file that exists, whatever its version, to look only.
    func openReadOnly() throws(SkillSplitError) -> Connection {
        do {
            let connection = try Connection(path: path, mode: .read, patience: patience)
            _ = try connection.integer("PRAGMA schema_version")
            return connection
        } catch  where error.code == .unreadable && access(path + "-wal", F_OK) != 0 {
            // A reader shares memory with writers through a file beside the library. Where it cannot be created, in a
            // read-only folder, no one can write either.
            return try Connection(path: path, mode: .immutable, patience: patience)
        }
    }

    /// Refuses versions other than `latest`.
    func check(_ version: Int64, of connection: borrowing Connection, wanting latest: Int) throws(SkillSplitError) {
        if version == latest { return }
        guard try connection.integer("PRAGMA application_id") == Migrator.applicationID else {
            let isEmpty = try connection.integer("SELECT count(*) FROM sqlite_schema") == 0
            throw isEmpty ? missing() : .notALibrary(path)
        }
        if version == 0 { throw missing() }
        if version > latest {
            throw SkillSplitError(
                .incompatible,
                "the library '\(path)' was written by a newer skill-split (its schema is \(version), known is \(latest))",
                remedy: "Update skill-split, or name another library."
            )
        }
        throw SkillSplitError(
            .incompatible,
            "the library '\(path)' was written by an older skill-split (its schema is \(version), wanted is \(latest))",
            remedy: "Run 'skill-split migrate' or any 'skill-split ingest'; a backup is made first."
        )
    }

    private func missing() -> SkillSplitError {
        SkillSplitError(
            .notFound,
            "there is no library at '\(path)'",
            remedy: "Create one with 'skill-split ingest PATH', or name another with --library."
        )
    }

    /// Creates the file, for its owner only, and the folders above it.
    private func createIfMissing() throws(SkillSplitError) {
        if access(path, F_OK) == 0 { return }
        try createFolder(above: path[...])
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw uncreatable(path) }
        close(descriptor)
    }

    private func createFolder(above entry: Substring) throws(SkillSplitError) {
        guard let slash = entry.lastIndex(of: "/"), slash != entry.startIndex else { return }
        let folder = entry[..<slash]
        if access(String(folder), F_OK) == 0 { return }
        try createFolder(above: folder)
        guard mkdir(String(folder), 0o700) == 0 || errno == EEXIST else { throw uncreatable(String(folder)) }
    }

    private func uncreatable(_ entry: String) -> SkillSplitError {
        SkillSplitError(
            .unwritable,
            "cannot create '\(entry)' for the library",
            remedy: "Make the folder above it writable, or name another library.",
            cause: String(cString: strerror(errno))
        )
    }
}
