import SkillSplitHost

/// Reads the sections of a file and computes what is not stored: offsets, lines, parents and addresses.
enum SectionQuery {
    static func sections(
        of runs: SectionRuns,
        _ connection: inout Connection
    ) throws(SkillSplitError) -> [StoredSection] {
        // `length` of a blob reads the header of the row, not its overflow pages.
        let query = try connection.statement(
            """
            SELECT s.id, s.depth, t.kind, t.title, t.level, length(t.content), t.hash, t.newlines, t.edges
            FROM sections s JOIN texts t ON t.id = s.text_id WHERE s.id BETWEEN ? AND ? ORDER BY s.id
            """
        )
        var rows: [Row] = []
        for run in runs.runs {
            query.bind(1, run.lowerBound)
            query.bind(2, run.upperBound)
            try query.forEachRow { row throws(SkillSplitError) in rows.append(Row(row)) }
        }
        let lines = LineEndings.lines(of: rows.lazy.map(\.endings))
        var builder = OutlineBuilder()
        var sections: [StoredSection] = []
        sections.reserveCapacity(rows.count)
        var offset = 0
        for (position, row) in rows.enumerated() {
            let place = builder.place(kind: row.kind, title: row.title, depth: row.depth)
            sections.append(
                StoredSection(
                    id: SectionID(rawValue: String(row.id)),
                    position: position,
                    parent: place.parent,
                    kind: row.kind,
                    title: row.title,
                    depth: row.depth,
                    headingLevel: row.level,
                    address: place.address,
                    range: ByteRange(offset, offset + row.length),
                    lines: lines[position],
                    hash: row.hash
                )
            )
            offset += row.length
        }
        return sections
    }

    private struct Row {
        let id: Int64
        let depth: Int
        let kind: Section.Kind
        let title: String
        let level: Int?
        let length: Int
        let hash: SectionHash
        let endings: LineEndings

        init(_ row: Statement) {
            id = row.int64(0)
            depth = row.int(1)
            kind = Section.Kind(rawValue: row.text(2))
            title = row.text(3)
            level = row.isNull(4) ? nil : row.int(4)
            length = row.int(5)
            hash = SectionHash(row.uint128(6))
            endings = LineEndings(inner: row.int(7), edges: row.int(8))
        }
    }
}
