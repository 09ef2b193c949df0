import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Stores files: their rows, and with them their sections, findings and stamps.
struct FileStore {
    private let find: Statement
    private let insert: Statement
    private let update: Statement
    private let delete: Statement
    private let rename: Statement
    private var sections: SectionStore
    private var identities: IdentityStore
    private let diagnostics: DiagnosticStore
    private let stamps: StampStore
    private var fingerprint = Fingerprint()

    init(_ connection: borrowing Connection) throws(SkillSplitError) {
        let columns = "\(FileRow.columns), section_runs, path, updated_at, checksum, is_damaged"
        find = try connection.prepare(
            "SELECT id, section_runs, checksum, is_damaged, \(FileRow.columns) FROM files WHERE path = ?"
        )
        insert = try connection.prepare(
            "INSERT INTO files (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
        )
        update = try connection.prepare(
            """
            UPDATE files SET (\(columns)) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) WHERE id = ?
            """
        )
        delete = try connection.prepare("DELETE FROM files WHERE id = ?")
        rename = try connection.prepare("UPDATE OR IGNORE files SET path = ? WHERE path = ?")
        sections = try SectionStore(connection)
        identities = try IdentityStore(connection)
        diagnostics = try DiagnosticStore(connection)
        stamps = try StampStore(connection)
    }

    /// Stores a file; the write of all of it is part of the transaction that is open.
    ///
    /// - Parameters:
    ///   - record: The file.
    ///   - oldPath: Where the library holds the file, if that is not the record's path; its row moves.
    ///   - connection: The one that the statements were prepared on.
    /// - Returns: What the library had of it.
    /// - Throws: ``SkillSplitError`` when a row cannot be written.
    mutating func write(
        _ record: Record,
        renamedFrom oldPath: DocumentPath?,
        _ connection: borrowing Connection
    ) throws(SkillSplitError) -> WriteOutcome {
        var isRenamed = false
        if let oldPath {
            let before = connection.totalChanges
            rename.bindText(1, record.path.bytes)
            rename.bindText(2, oldPath.bytes)
            try rename.run()
            isRenamed = connection.totalChanges > before
            if isRenamed { try stamps.remove(oldPath) }
        }
        let parser = try identities.id(of: record.parser, connection)
        let row = FileRow(record, parser: parser)
        let document = fingerprint.document(
            record.document.sections,
            hash: record.hash,
            metadata: record.document.metadata
        )
        let checksum = fingerprint.file(
            row,
            path: record.path.bytes,
            parser: record.parser,
            document: document,
            diagnostics: record.diagnostics
        )
        guard let stored = try stored(record.path) else {
            let ids = try sections.reserve(row.sectionCount)
            bind(row, ids, checksum, of: record, to: insert)
            try insert.run()
            let file = connection.lastInsertedRow
            try sections.insert(record, document, file: file, ids: ids, connection)
            try diagnostics.insert(record.diagnostics, file: file)
            try putStamp(of: record, parser: parser, isNew: true)
            return .inserted
        }
        if stored.checksum == checksum, !stored.isDamaged {
            try putStamp(of: record, parser: parser, isNew: false)
            return .unchanged
        }
        let (runs, isChanged) = try sections.update(stored.runs, to: record, file: stored.id, connection)
        try diagnostics.update(to: record.diagnostics, file: stored.id)
        bind(row, runs, checksum, of: record, to: update)
        update.bind(17, stored.id)
        try update.run()
        // Another version of a parser may give the same sections, and other files other findings about this one.
        var upgraded = stored.row
        upgraded.parser = parser
        let isUpdated = isRenamed || isChanged || upgraded != row || stored.isDamaged
        try putStamp(of: record, parser: parser, isNew: isUpdated)
        return isUpdated ? .updated : .unchanged
    }

    private struct Stored {
        let id: Int64
        let runs: SectionRuns
        let checksum: UInt128
        let isDamaged: Bool
        let row: FileRow
    }

    private func stored(_ path: DocumentPath) throws(SkillSplitError) -> Stored? {
        find.bindText(1, path.bytes)
        return try find.firstRow { found throws(SkillSplitError) in
            Stored(
                id: found.int64(0),
                runs: found.runs(1),
                checksum: found.uint128(2),
                isDamaged: found.int(3) != 0,
                row: FileRow(found, from: 4)
            )
        }
    }

    /// Takes a file out; `false` where the library does not hold it.
    mutating func remove(_ path: DocumentPath) throws(SkillSplitError) -> Bool {
        guard let stored = try stored(path) else { return false }
        try sections.remove(stored.runs)
        try diagnostics.remove(file: stored.id)
        try stamps.remove(path)
        delete.bind(1, stored.id)
        try delete.run()
        return true
    }

    /// Does what is put off until the commit.
    mutating func prepareCommit() throws(SkillSplitError) {
        try sections.prepareCommit()
    }

    /// Forgets what holds inside one transaction only.
    ///
    /// - Parameter isForeign: Whether it ended in a rollback, or another process wrote since.
    mutating func endTransaction(isForeign: Bool) {
        sections.endTransaction(isForeign: isForeign)
        if isForeign { identities.forget() }
    }

    private func bind(
        _ row: FileRow,
        _ runs: SectionRuns,
        _ checksum: UInt128,
        of record: Record,
        to statement: Statement
    ) {
        row.bind(to: statement)
        statement.bind(13, runs.json)
        statement.bindText(14, record.path.bytes)
        statement.bind(15, Int64(time(nil)))
        statement.bind(16, checksum)
    }

    private mutating func putStamp(of record: Record, parser: Int64, isNew: Bool) throws(SkillSplitError) {
        if let origin = record.origin {
            let root = try identities.id(of: origin.root, collection: record.path.collection)
            try stamps.put(origin.stamp, path: record.path, root: root, parser: parser)
        } else if isNew {
            // What came from elsewhere makes an older stamp a lie.
            try stamps.remove(record.path)
        }
    }
}
