import Crypto
import SkillSplitHost

/// Recomputes every hash of a library.
enum ContentCheck {
    static func checkTexts(
        _ connection: borrowing Connection,
        _ problems: inout [Problem]
    ) throws(SkillSplitError) {
        let texts = try connection.prepare(
            """
            SELECT id, key, hash, kind, level, title, name, description, newlines, edges, content FROM texts
            """
        )
        let holders = try connection.prepare(
            """
            SELECT DISTINCT f.path FROM sections s JOIN files f ON f.id = s.file_id WHERE s.text_id = ? ORDER BY f.path
            """
        )
        let commands = try IngestCommands(connection)
        var fingerprint = Fingerprint()
        try texts.forEachRow { row throws(SkillSplitError) in
            let (hash, endings) = row.withBytes(10) { bytes in
                (SHA256.hash(data: UnsafeRawBufferPointer(bytes)), LineEndings(of: bytes))
            }
            let storedHash = SectionHash(row.uint128(2))
            let section = Section(
                kind: Section.Kind(rawValue: row.text(3)),
                title: row.text(5),
                depth: 1,
                headingLevel: row.isNull(4) ? nil : row.int(4),
                range: ByteRange(0, 0)
            )
            let metadata = Metadata(name: row.optionalText(6), description: row.optionalText(7))
            let isSound =
                SectionHash(hash) == storedHash
                && endings == LineEndings(inner: row.int(8), edges: row.int(9))
                && fingerprint.text(section, hash: storedHash, metadata: metadata) == row.uint128(1)
            guard !isSound else { return }
            holders.bind(1, row.int64(0))
            var paths: [[UInt8]] = []
            try holders.forEachRow { row throws(SkillSplitError) in paths.append(row.bytes(0)) }
            problems.append(.text(row.int64(0), paths: paths, ingest: commands.command(for: paths)))
        }
    }

    static func checkFiles(
        _ connection: borrowing Connection,
        _ problems: inout [Problem]
    ) throws(SkillSplitError) {
        let reader = try FileReader(connection)
        let commands = try IngestCommands(connection)
        let files = try connection.prepare(
            "SELECT id, path, section_runs, checksum, is_damaged, \(FileRow.columns) FROM files ORDER BY path"
        )
        var fingerprint = Fingerprint()
        try files.forEachRow { file throws(SkillSplitError) in
            let row = FileRow(file, from: 5)
            let path = file.bytes(1)
            let found = try reader.read(file.int64(0), file.runs(2))
            func note(_ detail: String) {
                problems.append(.file(path, detail: detail, ingest: commands.command(for: [path])))
            }
            if file.int(4) != 0 { return note("marked as damaged; it must be ingested again") }
            guard found.sections.count == row.sectionCount else {
                return note("\(found.sections.count) of its \(row.sectionCount) sections are there")
            }
            guard found.isAlone else { return note("its sections are mixed up with those of another file") }
            guard found.size == row.size, let hash = ContentHash(row.hash), found.hash == hash else {
                return note("its content does not match its hash")
            }
            let document = fingerprint.document(
                found.sections,
                hash: hash,
                metadata: Metadata(name: row.name, description: row.description)
            )
            let checksum = fingerprint.file(
                row,
                path: path,
                parser: reader.parsers[row.parser] ?? ParserIdentity(id: "", version: 0),
                document: document,
                diagnostics: try reader.diagnostics(of: file.int64(0))
            )
            if checksum != file.uint128(3) || (try? DocumentPath(path)) == nil {
                note("what is stored beside its content does not match its checksum")
            }
        }
    }
}

/// Reads all that belongs to a file.
private struct FileReader {
    let parsers: [Int64: ParserIdentity]
    private let sections: Statement
    private let diagnostics: Statement
    /// How many sections say that they belong to a file.
    private var owned: [Int64: Int] = [:]

    struct Found {
        /// Their ranges tell their lengths only.
        var sections: [Section] = []
        var size = 0
        var hash: ContentHash?
        /// Whether the file has these sections and no others, and no other file has them.
        var isAlone = true
    }

    init(_ connection: borrowing Connection) throws(SkillSplitError) {
        parsers = try IdentityStore.parsers(connection)
        sections = try connection.prepare(
            """
            SELECT s.file_id, s.depth, t.kind, t.title, t.level, t.content
            FROM sections s JOIN texts t ON t.id = s.text_id WHERE s.id BETWEEN ? AND ? ORDER BY s.id
            """
        )
        diagnostics = try connection.prepare(DiagnosticStore.query)
        var owned: [Int64: Int] = [:]
        try connection.prepare("SELECT file_id, count(*) FROM sections GROUP BY file_id").forEachRow {
            row throws(SkillSplitError) in
            owned[row.int64(0)] = row.int(1)
        }
        self.owned = owned
    }

    func read(_ file: Int64, _ runs: SectionRuns) throws(SkillSplitError) -> Found {
        var found = Found()
        var digest = SHA256()
        for run in runs.runs {
            sections.bind(1, run.lowerBound)
            sections.bind(2, run.upperBound)
            try sections.forEachRow { row throws(SkillSplitError) in
                found.isAlone = found.isAlone && row.int64(0) == file
                let length = row.withBytes(5) { bytes in
                    digest.update(bufferPointer: UnsafeRawBufferPointer(bytes))
                    return bytes.count
                }
                found.size += length
                found.sections.append(
                    Section(
                        kind: Section.Kind(rawValue: row.text(2)),
                        title: row.text(3),
                        depth: row.int(1),
                        headingLevel: row.isNull(4) ? nil : row.int(4),
                        range: ByteRange(0, length)
                    )
                )
            }
        }
        found.hash = ContentHash(digest.finalize())
        found.isAlone = found.isAlone && owned[file, default: 0] == found.sections.count
        return found
    }

    func diagnostics(of file: Int64) throws(SkillSplitError) -> [Diagnostic] {
        try DiagnosticStore.read(diagnostics, file: file)
    }
}
