public import SkillSplitHost

/// A library that is open.
///
/// The first write takes the library's one write lock, waiting for it up to the time of the option `busy`, and holds it
/// until `commit()` or `rollback()`; reads never wait.
public actor SQLiteSession: RenamingLibrary {
    let file: LibraryFile
    private let purpose: SinkContext.Purpose
    var connection: Connection
    /// Made by the first write.
    private var files: FileStore?
    private var loads = LoadStore()
    private var isWriting = false
    /// What SQLite counts up when another connection commits.
    private var dataVersion: Int64 = -1

    init(file: LibraryFile, purpose: SinkContext.Purpose) async throws(SkillSplitError) {
        self.file = file
        self.purpose = purpose
        connection =
            switch purpose {
            case .read: try file.openForReading()
            case .write: try file.openForWriting()
            }
    }

    public func write(_ batch: [Record]) async throws(SkillSplitError) -> WriteResult {
        try await write(batch, renamedFrom: [:])
    }

    public func write(
        _ batch: [Record],
        renamedFrom oldPaths: [DocumentPath: DocumentPath]
    ) async throws(SkillSplitError) -> WriteResult {
        guard !batch.isEmpty else { return WriteResult([]) }
        try await beginWriting()
        var outcomes: [WriteOutcome] = []
        outcomes.reserveCapacity(batch.count)
        for record in batch {
            if let error = refusal(of: record) {
                outcomes.append(.rejected(error))
            } else if let outcome = try files?.write(record, renamedFrom: oldPaths[record.path], connection) {
                outcomes.append(outcome)
            }
        }
        loads.count(outcomes)
        return WriteResult(outcomes)
    }

    public func delete(_ paths: [DocumentPath]) async throws(SkillSplitError) -> Int {
        guard !paths.isEmpty else { return 0 }
        try await beginWriting()
        var count = 0
        for path in paths where try files?.remove(path) == true { count += 1 }
        loads.count(deleted: count)
        return count
    }

    public func commit() async throws(SkillSplitError) {
        guard isWriting else { return }
        try files?.prepareCommit()
        let load = try loads.store(&connection)
        try connection.execute("COMMIT")
        loads.commit(load)
        files?.endTransaction(isForeign: false)
        isWriting = false
    }

    public func rollback() async {
        guard isWriting else { return }
        isWriting = false
        loads.rollBack()
        files?.endTransaction(isForeign: true)
        // SQLite may have rolled back by itself; where the statement fails, closing the file rolls back.
        if connection.isInTransaction { try? connection.execute("ROLLBACK") }
    }

    public func finish() async throws(SkillSplitError) {
        await rollback()
        files = nil
        connection.close()
    }

    /// Takes the write lock, once for a transaction.
    func beginWriting() async throws(SkillSplitError) {
        guard !isWriting else { return }
        guard purpose == .write else {
            throw SkillSplitError(
                .usage,
                "the library '\(file.path)' was opened to read",
                remedy: "Open it to write."
            )
        }
        try await waitForLock()
        isWriting = true
        let version = try connection.statement("PRAGMA data_version").firstRow { row throws(SkillSplitError) in
            row.int64(0)
        }
        if version != dataVersion {
            files?.endTransaction(isForeign: true)
            dataVersion = version ?? -1
        }
        if files == nil { files = try FileStore(connection) }
    }

    /// Waits without holding a thread, which the session that has the lock may need to go on.
    private func waitForLock() async throws(SkillSplitError) {
        let deadline = ContinuousClock.now + .seconds(file.patience)
        var pause = Duration.milliseconds(1)
        while try !connection.beginImmediately() {
            guard ContinuousClock.now < deadline else { throw connection.context.busy() }
            do {
                try await Task.sleep(for: pause)
            } catch {
                throw SkillSplitError(
                    .cancelled,
                    "stopped while waiting for the library '\(file.path)'",
                    remedy: "Run the command again."
                )
            }
            pause = min(pause * 2, .milliseconds(50))
        }
    }

    /// Forgets what a transaction of another connection may have changed.
    func endTransactionOfOthers() {
        files?.endTransaction(isForeign: true)
    }

    /// Why a record can never be stored; `nil` where it can.
    private func refusal(of record: Record) -> SkillSplitError? {
        for section in record.document.sections where section.range.count > Self.longestSection {
            return SkillSplitError(
                .limit,
                "'\(record.path)' has a section of \(section.range.count) bytes",
                remedy:
                    "An SQLite library stores at most \(Self.longestSection) bytes in one section; leave the file out."
            )
        }
        return nil
    }

    /// SQLite's limit of a row, less room for the other columns.
    private static let longestSection = 990_000_000
}
