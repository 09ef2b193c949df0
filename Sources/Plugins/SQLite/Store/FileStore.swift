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
    private let updateParser: Statement
    private var sections: SectionStore
    private var identities: IdentityStore
    private let diagnostics: DiagnosticStore
    private let stamps: StampStore

    init(_ connection: borrowing Connection) throws(SkillSplitError) {
        let columns = """
            kind, component_kind, component_root, name, description, metadata, hash, size, permissions, link_target,
            parser_id, section_count
            """
        find = try connection.prepare("SELECT id, section_runs, is_damaged, \(columns) FROM files WHERE path = ?")
        insert = try connection.prepare(
            """
            INSERT INTO files (\(columns), section_runs, path, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        update = try connection.prepare(
            """
            UPDATE files SET (\(columns), section_runs, path, updated_at, is_damaged)
                = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            WHERE id = ?
            """
        )
        updateParser = try connection.prepare("UPDATE files SET parser_id = ? WHERE id = ?")
        delete = try connection.prepare("DELETE FROM files WHERE id = ?")
        sections = try SectionStore(connection)
        identities = try IdentityStore(connection)
        diagnostics = try DiagnosticStore(connection)
        stamps = try StampStore(connection)
    }

    /// Stores a file; the write of all of it is part of the transaction that is open.
    mutating func write(_ record: Record, _ connection: borrowing Connection) throws(SkillSplitError) -> WriteOutcome {
        let parser = try identities.id(of: record.parser, connection)
        let row = FileRow(record, parser: parser)
        find.bindText(1, record.path.bytes)
        let stored = try find.firstRow { found throws(SkillSplitError) in
            Stored(id: found.int64(0), runs: found.runs(1), isDamaged: found.int(2) != 0, row: FileRow(found, from: 3))
        }
        guard let stored else {
            let ids = try sections.reserve(row.sectionCount)
            bind(row, ids, of: record, to: insert)
            try insert.run()
            let file = connection.lastInsertedRow
            try sections.insert(record, file: file, ids: ids, connection)
            try diagnostics.insert(record.diagnostics, file: file)
            try putStamp(of: record, parser: parser, isNew: true)
            return .inserted
        }
        let isSame = stored.row == row && !stored.isDamaged
        let outcome = isSame ? WriteOutcome.unchanged : try change(stored, to: row, of: record, connection)
        try diagnostics.update(to: record.diagnostics, file: stored.id)
        try putStamp(of: record, parser: parser, isNew: outcome != .unchanged)
        return outcome
    }

    private struct Stored {
        let id: Int64
        let runs: SectionRuns
        let isDamaged: Bool
        let row: FileRow
    }

    private mutating func change(
        _ old: Stored,
        to new: FileRow,
        of record: Record,
        _ connection: borrowing Connection
    ) throws(SkillSplitError) -> WriteOutcome {
        let (runs, isChanged) = try sections.update(old.runs, to: record, file: old.id, connection)
        var upgraded = old.row
        upgraded.parser = new.parser
        if upgraded == new, !isChanged, !old.isDamaged {
            // Another version of the parser that gave the same sections.
            updateParser.bind(1, new.parser)
            updateParser.bind(2, old.id)
            try updateParser.run()
            return .unchanged
        }
        bind(new, runs, of: record, to: update)
        update.bind(16, old.id)
        try update.run()
        return .updated
    }

    /// Takes a file out; `false` where the library does not hold it.
    mutating func remove(_ path: DocumentPath) throws(SkillSplitError) -> Bool {
        find.bindText(1, path.bytes)
        let found = try find.firstRow { row throws(SkillSplitError) in (file: row.int64(0), runs: row.runs(1)) }
        guard let found else { return false }
        try sections.remove(found.runs)
        try diagnostics.remove(file: found.file)
        try stamps.remove(path)
        delete.bind(1, found.file)
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

    private func bind(_ row: FileRow, _ runs: SectionRuns, of record: Record, to statement: Statement) {
        row.bind(to: statement)
        statement.bind(13, runs.json)
        statement.bindText(14, record.path.bytes)
        statement.bind(15, Int64(time(nil)))
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

/// The columns of a file that decide whether it changed.
private struct FileRow: Equatable {
    let kind: String
    let component: Component?
    let name: String?
    let description: String?
    let metadata: String
    let hash: [UInt8]
    let size: Int
    let permissions: Int
    let linkTarget: [UInt8]?
    var parser: Int64
    let sectionCount: Int

    init(_ record: Record, parser: Int64) {
        kind = record.kind.rawValue
        component = record.component
        name = record.document.metadata.name
        description = record.document.metadata.description
        metadata = MetadataValue.object(record.document.metadata.fields).json
        hash = record.hash.bytes
        size = record.document.source.count
        permissions = Int(record.permissions)
        linkTarget = record.linkTarget
        self.parser = parser
        sectionCount = record.document.sections.count
    }

    init(_ row: Statement, from first: Int32) {
        kind = row.text(first)
        component = row.component(first + 1)
        name = row.optionalText(first + 3)
        description = row.optionalText(first + 4)
        metadata = row.text(first + 5)
        hash = row.bytes(first + 6)
        size = row.int(first + 7)
        permissions = row.int(first + 8)
        linkTarget = row.optionalBytes(first + 9)
        parser = row.int64(first + 10)
        sectionCount = row.int(first + 11)
    }

    /// Binds the columns to parameters 1 to 12.
    func bind(to statement: Statement) {
        statement.bind(1, kind)
        statement.bind(2, component?.kind.rawValue)
        if let component { statement.bindText(3, component.root.bytes) } else { statement.bindNull(3) }
        statement.bind(4, name)
        statement.bind(5, description)
        statement.bind(6, metadata)
        statement.bind(7, hash)
        statement.bind(8, size)
        statement.bind(9, permissions)
        statement.bind(10, linkTarget)
        statement.bind(11, parser)
        statement.bind(12, sectionCount)
    }
}

extension Statement {
    /// The component whose kind is in `column` and whose root is in the next.
    func component(_ column: Int32) -> Component? {
        guard !isNull(column), let root = try? DocumentPath(bytes(column + 1)) else { return nil }
        return Component(kind: ComponentKind(rawValue: text(column)), root: root)
    }
}
