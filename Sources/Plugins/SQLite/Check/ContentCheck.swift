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
        let holders = try connection.prepare("SELECT count(DISTINCT file_id) FROM sections WHERE text_id = ?")
        var key = TextKey()
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
                && key(section, hash: storedHash, metadata: metadata) == row.uint128(1)
            guard !isSound else { return }
            holders.bind(1, row.int64(0))
            let files = try holders.firstRow { row throws(SkillSplitError) in row.int(0) } ?? 0
            problems.append(.text(row.int64(0), files: files))
        }
    }

    static func checkFiles(
        _ connection: borrowing Connection,
        _ problems: inout [Problem]
    ) throws(SkillSplitError) {
        let files = try connection.prepare(
            "SELECT id, path, hash, size, section_count, section_runs, is_damaged FROM files ORDER BY path"
        )
        let sections = try connection.prepare(
            """
            SELECT s.file_id, t.content FROM sections s JOIN texts t ON t.id = s.text_id
            WHERE s.id BETWEEN ? AND ? ORDER BY s.id
            """
        )
        let count = try connection.prepare("SELECT file_id, count(*) FROM sections GROUP BY file_id")
        var owned: [Int64: Int] = [:]
        try count.forEachRow { row throws(SkillSplitError) in owned[row.int64(0)] = row.int(1) }
        try files.forEachRow { file throws(SkillSplitError) in
            let id = file.int64(0)
            var digest = SHA256()
            var size = 0
            var found = 0
            var isForeign = false
            for run in file.runs(5).runs {
                sections.bind(1, run.lowerBound)
                sections.bind(2, run.upperBound)
                try sections.forEachRow { section throws(SkillSplitError) in
                    found += 1
                    isForeign = isForeign || section.int64(0) != id
                    section.withBytes(1) { bytes in
                        size += bytes.count
                        digest.update(bufferPointer: UnsafeRawBufferPointer(bytes))
                    }
                }
            }
            let path = file.bytes(1)
            func note(_ detail: String) {
                problems.append(.file(path, detail: detail))
            }
            if (try? DocumentPath(path)) == nil { note("the path breaks the rules of document paths") }
            if file.int(6) != 0 {
                note("marked as damaged; it must be ingested again")
            } else if found != file.int(4) {
                note("\(found) of its \(file.int(4)) sections are there")
            } else if isForeign || owned[id, default: 0] != found {
                note("its sections are mixed up with those of another file")
            } else if size != file.int(3) || Array(digest.finalize()) != file.bytes(2) {
                note("its content does not match its hash")
            }
        }
    }
}
