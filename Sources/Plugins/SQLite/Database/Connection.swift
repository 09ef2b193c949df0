import CSQLite
import SkillSplitHost

/// A connection to one database file, closed with the value.
///
/// It is not `Sendable` and needs no mutex of SQLite's own: an actor owns it. There is no library between: measured on
/// the way of a search, GRDB adds 1.7 ms to the start of a process and a copy to each argument that is bound.
struct Connection: ~Copyable {
    enum Mode {
        case read, write, create
        /// For a file that no one changes, in a folder that cannot be written.
        case immutable
    }

    let context: ErrorContext
    /// `nil` after ``close()``.
    private var handle: OpaquePointer?
    private var statements: [String: Statement] = [:]

    /// Opens the file at `path`.
    ///
    /// - Parameters:
    ///   - path: In the file system.
    ///   - mode: What for.
    ///   - patience: How many seconds to wait for other processes that hold a lock.
    /// - Throws: ``SkillSplitError`` when it cannot be opened; a file that is no database shows only when it is read.
    init(path: String, mode: Mode, patience: Int) throws(SkillSplitError) {
        context = ErrorContext(path: path, patience: patience)
        let access =
            switch mode {
            case .read, .immutable: SQLITE_OPEN_READONLY
            case .write: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        var handle: OpaquePointer?
        let isImmutable = mode == .immutable
        let name = isImmutable ? Self.immutableURI(path) : path
        let flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (isImmutable ? SQLITE_OPEN_URI : 0)
        let code = sqlite3_open_v2(name, &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            let error = context.error(code, on: handle)
            sqlite3_close_v2(handle)
            throw error
        }
        self.handle = handle
        sqlite3_busy_timeout(handle, Int32(clamping: patience * 1000))
    }

    deinit {
        // Statements may outlive the connection by a moment; `_v2` waits for them.
        sqlite3_close_v2(handle)
    }

    /// Closes the file; what follows throws.
    mutating func close() {
        statements.removeAll()
        sqlite3_close_v2(handle)
        handle = nil
    }

    /// Takes the write lock, or reports at once that another connection has it.
    ///
    /// - Returns: Whether the lock was free.
    func beginImmediately() throws(SkillSplitError) -> Bool {
        sqlite3_busy_timeout(handle, 0)
        defer { sqlite3_busy_timeout(handle, Int32(clamping: context.patience * 1000)) }
        do {
            try execute("BEGIN IMMEDIATE")
            return true
        } catch  where error.code == .busy {
            return false
        }
    }

    /// The statement of `sql`, prepared once.
    mutating func statement(_ sql: String) throws(SkillSplitError) -> Statement {
        if let statement = statements[sql] { return statement }
        let statement = try prepare(sql)
        statements[sql] = statement
        return statement
    }

    /// A new statement that its owner keeps.
    func prepare(_ sql: String) throws(SkillSplitError) -> Statement {
        guard let handle else { throw closed() }
        return try Statement(sql, on: handle, context: context)
    }

    /// Runs statements without parameters or results.
    func execute(_ sql: String) throws(SkillSplitError) {
        guard let handle else { throw closed() }
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw context.error(code, on: handle) }
    }

    /// The first column of the first row; 0 without one.
    func integer(_ sql: String) throws(SkillSplitError) -> Int64 {
        try prepare(sql).firstRow { $0.int64(0) } ?? 0
    }

    /// Whether a transaction is open; SQLite itself ends one on a full disk and like errors.
    var isInTransaction: Bool { handle.map { sqlite3_get_autocommit($0) == 0 } ?? false }

    var lastInsertedRow: Int64 { handle.map { sqlite3_last_insert_rowid($0) } ?? 0 }

    /// The rows that the last statement changed.
    var changes: Int { handle.map { Int(sqlite3_changes64($0)) } ?? 0 }

    /// The rows that were changed since the connection was opened, those of the index included.
    var totalChanges: Int { handle.map { Int(sqlite3_total_changes64($0)) } ?? 0 }

    /// Writes a copy of the database, in one view of it, to an empty file, while others go on writing.
    func copy(to path: String) throws(SkillSplitError) {
        // A statement that outlived its connection could not run this.
        let vacuum = try prepare("VACUUM INTO ?")
        vacuum.bind(1, path)
        try vacuum.run()
    }

    /// Makes the database a copy of another, page by page, in one transaction.
    func replaceContent(by source: borrowing Connection) throws(SkillSplitError) {
        guard let handle, let other = source.handle else { throw closed() }
        guard let backup = sqlite3_backup_init(handle, "main", other, "main") else {
            throw context.error(sqlite3_errcode(handle), on: handle)
        }
        var code = SQLITE_BUSY
        let deadline = ContinuousClock.now + .seconds(context.patience)
        repeat {
            code = sqlite3_backup_step(backup, -1)
            if code != SQLITE_BUSY && code != SQLITE_LOCKED { break }
            sqlite3_sleep(10)
        } while ContinuousClock.now < deadline
        let end = sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE, end == SQLITE_OK else {
            throw context.error(code == SQLITE_DONE ? end : code, on: handle)
        }
    }

    private func closed() -> SkillSplitError {
        SkillSplitError(
            .usage,
            "the session with the library '\(context.path)' has ended",
            remedy: "Open the library again."
        )
    }

    private static func immutableURI(_ path: String) -> String {
        var uri = "file:"
        for byte in path.utf8 {
            let isPlain = byte > 0x20 && byte < 0x7F && !"%?#".utf8.contains(byte)
            uri += isPlain ? String(UnicodeScalar(byte)) : "%" + Hexadecimal.text(CollectionOfOne(byte))
        }
        return uri + "?immutable=1"
    }
}
