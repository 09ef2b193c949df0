import SkillSplitHost

/// What a page shows: a file with its sections, from a parser or from a library.
struct PageDocument: Sendable {
    struct Part: Sendable {
        let kind: Section.Kind
        let title: String
        let depth: Int
        let headingLevel: Int?
        let range: ByteRange
        let address: String
        let lines: ClosedRange<Int>
    }

    let path: DocumentPath
    let kind: ComponentKind
    let component: Component?
    let name: String?
    let description: String?
    let fields: [MetadataField]
    let source: SourceBuffer
    let parts: [Part]
    let permissions: UInt16
    let linkTarget: [UInt8]?
    let diagnostics: [Diagnostic]

    /// A file on its way from a parser.
    init(_ record: Record) {
        path = record.path
        kind = record.kind
        component = record.component
        name = record.document.metadata.name
        description = record.document.metadata.description
        fields = record.document.metadata.fields
        source = record.document.source
        permissions = record.permissions
        linkTarget = record.linkTarget
        diagnostics = record.diagnostics
        parts = zip(record.document.sections, record.outline.entries).map { section, entry in
            Part(
                kind: section.kind,
                title: section.title,
                depth: section.depth,
                headingLevel: section.headingLevel,
                range: section.range,
                address: entry.address,
                lines: entry.lines
            )
        }
    }

    /// A file of a library, with its sections in order, its content and its diagnostics.
    init(_ file: StoredFile, sections: [StoredSection], content: [UInt8], diagnostics: [Diagnostic]) {
        path = file.path
        kind = file.kind
        component = file.component
        name = file.name
        description = file.description
        fields = MetadataValue(json: file.metadata)?.object ?? []
        source = SourceBuffer(content)
        permissions = file.permissions
        linkTarget = file.linkTarget
        self.diagnostics = diagnostics
        parts = sections.map { section in
            Part(
                kind: section.kind,
                title: section.title,
                depth: section.depth,
                headingLevel: section.headingLevel,
                range: section.range,
                address: section.address,
                lines: section.lines
            )
        }
    }

    /// The name's part after the last dot, in lower case.
    var fileExtension: String {
        let name = path.name
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "" }
        return name[name.utf8.index(after: dot)...].lowercased()
    }

    /// Whether the description is the first paragraph of the text, since the document has no other.
    var isSummaryItsOpening: Bool {
        (kind == .documentation || kind == .reference) && !fields.contains { $0.name == "description" }
    }

    /// The last of the part at `position` and all below it.
    func lastOfSubtree(at position: Int) -> Part {
        let next = parts[(position + 1)...].firstIndex { $0.depth <= parts[position].depth }
        return parts[(next ?? parts.count) - 1]
    }

    /// About how many tokens a language model counts in `bytes` bytes.
    static func estimatedTokens(_ bytes: Int) -> Int { (bytes + 3) / 4 }
}
