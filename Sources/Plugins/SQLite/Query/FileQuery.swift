import SkillSplitHost

/// SQL for files: their columns, and the conditions of a filter.
enum FileQuery {
    /// The columns that ``read(_:)`` takes, from `files f` and `parsers p`.
    static let columns = """
        f.path, f.kind, f.component_kind, f.component_root, f.name, f.description, f.metadata, f.hash, f.size,
        f.permissions, f.link_target, p.name, p.version, p.options, f.section_count
        """
    static let source = "files f JOIN parsers p ON p.id = f.parser_id"

    static func read(_ row: Statement) throws(SkillSplitError) -> StoredFile {
        let path = try DocumentPath(row.bytes(0))
        guard let hash = ContentHash(row.bytes(7)) else {
            throw SkillSplitError(
                .corrupt,
                "the library holds no whole hash of '\(path)'",
                remedy: "Run 'skill-split fsck --repair', then ingest the file again."
            )
        }
        return StoredFile(
            path: path,
            kind: ComponentKind(rawValue: row.text(1)),
            component: row.component(2),
            name: row.optionalText(4),
            description: row.optionalText(5),
            metadata: row.text(6),
            hash: hash,
            size: row.int(8),
            permissions: UInt16(truncatingIfNeeded: row.int(9)),
            linkTarget: row.optionalBytes(10),
            parser: ParserIdentity(id: row.text(11), version: row.int(12), options: row.text(13)),
            sectionCount: row.int(14)
        )
    }

    /// A condition on `files f`, with the values of its parameters.
    struct Condition {
        private(set) var sql = "1"
        private(set) var values: [[UInt8]] = []

        init(_ filter: FileFilter) {
            if !filter.kinds.isEmpty {
                add("f.kind IN (\(filter.kinds.map { _ in "?" }.joined(separator: ", ")))")
                values += filter.kinds.map { Array($0.rawValue.utf8) }
            }
            if !filter.collections.isEmpty {
                add(
                    filter.collections.map { _ in Self.below }.joined(separator: " OR ")
                )
                for collection in filter.collections { addRange(below: Array(collection.utf8)) }
            }
            if let prefix = filter.prefix {
                add("f.path = ? OR \(Self.below)")
                values.append(prefix.bytes)
                addRange(below: prefix.bytes)
            }
        }

        var isAlwaysTrue: Bool { values.isEmpty }

        /// Binds the values from parameter `first` on.
        func bind(to statement: Statement, from first: Int32) {
            for (index, value) in values.enumerated() { statement.bindText(first + Int32(index), value) }
        }

        private static let below = "f.path > ? AND f.path < ?"

        private mutating func add(_ condition: String) {
            sql += " AND (\(condition))"
        }

        /// Everything below a folder lies between `folder/` and `folder0`, as `0` comes after `/`.
        private mutating func addRange(below folder: [UInt8]) {
            values.append(folder + [UInt8(ascii: "/")])
            values.append(folder + [UInt8(ascii: "/") + 1])
        }
    }
}
