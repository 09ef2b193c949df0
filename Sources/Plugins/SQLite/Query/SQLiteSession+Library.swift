import Crypto
public import SkillSplitHost

extension SQLiteSession: LibrarySession {
    public func files(
        _ filter: FileFilter,
        after last: DocumentPath?,
        limit: Int
    ) async throws(SkillSplitError) -> [StoredFile] {
        let condition = FileQuery.Condition(filter)
        let query = try connection.statement(
            """
            SELECT \(FileQuery.columns) FROM \(FileQuery.source)
            WHERE f.path > ? AND \(condition.sql) ORDER BY f.path LIMIT ?
            """
        )
        query.bindText(1, last?.bytes ?? [])
        condition.bind(to: query, from: 2)
        query.bind(Int32(condition.values.count) + 2, max(0, limit))
        var files: [StoredFile] = []
        try query.forEachRow { row throws(SkillSplitError) in files.append(try FileQuery.read(row)) }
        return files
    }

    public func file(at path: DocumentPath) async throws(SkillSplitError) -> StoredFile? {
        let query = try connection.statement(
            "SELECT \(FileQuery.columns) FROM \(FileQuery.source) WHERE f.path = ?"
        )
        query.bindText(1, path.bytes)
        return try query.firstRow { row throws(SkillSplitError) in try FileQuery.read(row) }
    }

    public func sections(of path: DocumentPath) async throws(SkillSplitError) -> [StoredSection] {
        guard let file = try found(path) else { return [] }
        return try SectionQuery.sections(of: file.runs, &connection)
    }

    public func section(
        _ id: SectionID
    ) async throws(SkillSplitError) -> (file: StoredFile, section: StoredSection)? {
        guard let row = Int64(id.rawValue), String(row) == id.rawValue else { return nil }
        let query = try connection.statement(
            """
            SELECT \(FileQuery.columns), f.section_runs FROM sections s JOIN files f ON f.id = s.file_id
            JOIN parsers p ON p.id = f.parser_id WHERE s.id = ?
            """
        )
        query.bind(1, row)
        let found = try query.firstRow { row throws(SkillSplitError) in (try FileQuery.read(row), row.runs(15)) }
        guard let (file, runs) = found else { return nil }
        for section in try SectionQuery.sections(of: runs, &connection) where section.id == id {
            return (file, section)
        }
        return nil
    }

    public func content(
        of path: DocumentPath,
        positions: ClosedRange<Int>?
    ) async throws(SkillSplitError) -> [UInt8] {
        guard let file = try found(path) else { return [] }
        let query = try connection.statement(
            """
            SELECT t.content FROM sections s JOIN texts t ON t.id = s.text_id
            WHERE s.id BETWEEN ? AND ? ORDER BY s.id
            """
        )
        var content: [UInt8] = []
        if positions == nil { content.reserveCapacity(file.size) }
        for run in positions.map(file.runs.slice) ?? file.runs.runs {
            query.bind(1, run.lowerBound)
            query.bind(2, run.upperBound)
            try query.forEachRow { row throws(SkillSplitError) in
                row.withBytes(0) { content.append(contentsOf: $0) }
            }
        }
        return content
    }

    public func diagnostics(of path: DocumentPath) async throws(SkillSplitError) -> [Diagnostic] {
        guard let file = try found(path) else { return [] }
        return try DiagnosticStore.read(connection.statement(DiagnosticStore.query), file: file.id)
    }

    /// The SHA-256 of each file's path, kind, link, mode and hash, in path order; what may hold any byte is preceded by
    /// its length.
    public func digest() async throws(SkillSplitError) -> ContentHash {
        var digest = SHA256()
        func add(_ number: Int) {
            withUnsafeBytes(of: UInt64(number).bigEndian) { digest.update(bufferPointer: $0) }
        }
        func add(_ bytes: UnsafeBufferPointer<UInt8>) {
            add(bytes.count)
            digest.update(bufferPointer: UnsafeRawBufferPointer(bytes))
        }
        let query = try connection.statement(
            "SELECT path, kind, link_target, permissions, hash FROM files ORDER BY path"
        )
        try query.forEachRow { row throws(SkillSplitError) in
            row.withBytes(0) { add($0) }
            row.withBytes(1) { add($0) }
            add(row.isNull(2) ? 0 : 1)
            row.withBytes(2) { add($0) }
            add(row.int(3))
            row.withBytes(4) { add($0) }
        }
        guard let hash = ContentHash(digest.finalize()) else {
            throw SkillSplitError(.corrupt, "SHA-256 gave no 32 bytes", remedy: "Report this.")
        }
        return hash
    }

    private func found(
        _ path: DocumentPath
    ) throws(SkillSplitError) -> (id: Int64, size: Int, runs: SectionRuns)? {
        let query = try connection.statement("SELECT id, size, section_runs FROM files WHERE path = ?")
        query.bindText(1, path.bytes)
        return try query.firstRow { row throws(SkillSplitError) in (row.int64(0), row.int(1), row.runs(2)) }
    }
}
