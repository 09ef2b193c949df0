import SkillSplitHost

/// A file as the original program stored it.
struct OriginalFile {
    /// A section; its text ends where the first section nested in it starts.
    struct Section {
        /// 1 to 6 for a heading, 0 for text before the first one, -1 for a `<tag>` on a line of its own.
        let level: Int
        let title: [UInt8]
        let content: [UInt8]
        let line: Int
        /// The white space before a closing tag.
        let closingIndent: [UInt8]
        /// How many sections it is nested in.
        let depth: Int
    }

    let kind: String
    /// Between the `---` lines; for JSON the whole file; empty where there is none.
    let frontMatter: [UInt8]
    /// The SHA-256 of the bytes that were read.
    let hash: [UInt8]?
    /// Parents before what is nested in them, in the order of the file.
    let sections: [Section]

    init(_ id: Int64, _ connection: borrowing Connection) throws(SkillSplitError) {
        let query = try connection.prepare("SELECT type, frontmatter, hash FROM files WHERE id = ?")
        query.bind(1, id)
        let row = try query.firstRow { row throws(SkillSplitError) in
            (kind: row.text(0), frontMatter: row.bytes(1), hash: Self.bytes(ofHexadecimal: row.bytes(2)))
        }
        kind = row?.kind ?? ""
        frontMatter = row?.frontMatter ?? []
        hash = row?.hash
        sections = try Self.sections(of: id, connection)
    }

    /// Why the bytes are most likely lost.
    var likelyLoss: String {
        switch kind {
        case "plugin", "hook", "config":
            "its hash covers other files as well, or it was not UTF-8 when it was read"
        case "script": "the original program divided the script so that a line is there twice or not at all"
        default:
            sections.contains { $0.level == -1 }
                ? "the original program kept no text outside of its tags"
                : "the original program rewrote its headings or line endings"
        }
    }

    private static func sections(
        of file: Int64,
        _ connection: borrowing Connection
    ) throws(SkillSplitError) -> [Section] {
        // Databases from before XML tags lack the column.
        let hasIndent =
            try connection.integer(
                "SELECT count(*) FROM pragma_table_info('sections') WHERE name = 'closing_tag_prefix'"
            ) > 0
        let query = try connection.prepare(
            """
            SELECT id, parent_id, level, title, content, line_start, \(hasIndent ? "closing_tag_prefix" : "''")
            FROM sections WHERE file_id = ? ORDER BY order_index, id
            """
        )
        query.bind(1, file)
        var children: [Int64?: [(id: Int64, section: Section)]] = [:]
        try query.forEachRow { row throws(SkillSplitError) in
            let section = Section(
                level: row.int(2),
                title: row.bytes(3),
                content: row.bytes(4),
                line: row.int(5),
                closingIndent: row.bytes(6),
                depth: 0
            )
            children[row.isNull(1) ? nil : row.int64(1), default: []].append((row.int64(0), section))
        }
        return flattened(children)
    }

    /// The tree from the top, without recursion: a hostile database may nest without end.
    private static func flattened(_ children: [Int64?: [(id: Int64, section: Section)]]) -> [Section] {
        var sections: [Section] = []
        var open = [children[nil, default: []][...]]
        while let siblings = open.popLast() {
            guard let next = siblings.first else { continue }
            let depth = open.count
            open.append(siblings.dropFirst())
            open.append(children[next.id, default: []][...])
            sections.append(next.section.nested(depth))
        }
        return sections
    }

    private static func bytes(ofHexadecimal text: [UInt8]) -> [UInt8]? {
        guard text.count == 64 else { return nil }
        let digits = text.compactMap {
            UnicodeScalar($0).properties.isASCIIHexDigit ? Character(UnicodeScalar($0)).hexDigitValue : nil
        }
        guard digits.count == 64 else { return nil }
        return (0..<32).map { UInt8(digits[2 * $0] * 16 + digits[2 * $0 + 1]) }
    }
}

extension OriginalFile.Section {
    fileprivate func nested(_ depth: Int) -> Self {
        Self(level: level, title: title, content: content, line: line, closingIndent: closingIndent, depth: depth)
    }
}
