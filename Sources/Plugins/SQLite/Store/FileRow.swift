import SkillSplitHost

/// The columns of a file that decide whether it changed.
struct FileRow: Equatable {
    let kind: String
    let component: Component?
    let name: String?
    let description: String?
    /// The metadata fields as JSON.
    let metadata: String
    let hash: [UInt8]
    let size: Int
    let permissions: Int
    let linkTarget: [UInt8]?
    /// The number of the parser in the library.
    var parser: Int64
    let sectionCount: Int

    static let columns = """
        kind, component_kind, component_root, name, description, metadata, hash, size, permissions, link_target,
        parser_id, section_count
        """

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

    /// Reads ``columns``, which start at `first`.
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
