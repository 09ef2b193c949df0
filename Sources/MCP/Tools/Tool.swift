import SkillSplitHost

/// Something that a model can have done.
protocol Tool: Sendable {
    /// What clients call it by.
    static var name: String { get }
    /// What a model decides by.
    static var summary: String { get }
    static var isReadOnly: Bool { get }
    var parameters: [Parameter] { get }
    /// The fields of the structured content.
    static var output: [Parameter] { get }

    /// Does it.
    ///
    /// - Parameters:
    ///   - arguments: With no names but those of ``parameters``.
    ///   - context: The library, and how long the answer may be.
    /// - Returns: What was found.
    /// - Throws: ``SkillSplitError`` with what the model can do about it.
    func call(_ arguments: Arguments, in context: ToolContext) async throws(SkillSplitError) -> ToolResult
}

extension Tool {
    static var isReadOnly: Bool { true }

    /// The tool as `tools/list` shows it to a client of `revision`.
    func json(for revision: Revision) -> MetadataValue {
        let type = Self.self
        return .fields([
            "name": .string(type.name),
            "description": .string(type.summary),
            "inputSchema": Parameter.schema(of: parameters, isClosed: true),
            "outputSchema": revision.hasStructuredContent ? Parameter.schema(of: type.output, isClosed: false) : nil,
            "annotations": revision.hasAnnotations ? .fields(["readOnlyHint": .bool(type.isReadOnly)]) : nil,
        ])
    }
}

/// What a tool works on.
struct ToolContext: Sendable {
    let library: any LibrarySession
    let budget: Budget
}

/// What a tool found: one value, and the text that stands for it where a client shows no structured content.
struct ToolResult: Sendable {
    let structured: MetadataValue
    /// Blocks of text.
    let text: [String]

    /// The value, and itself as JSON text.
    init(_ structured: MetadataValue) {
        self.init(structured, text: [structured.json])
    }

    init(_ structured: MetadataValue, text: [String]) {
        self.structured = structured
        self.text = text
    }

    func json(for revision: Revision) -> MetadataValue {
        .fields([
            "content": .array(text.map(Self.block)),
            "structuredContent": revision.hasStructuredContent ? structured : nil,
        ])
    }

    /// An error that the model can act on.
    static func json(_ error: SkillSplitError) -> MetadataValue {
        .fields(["content": .array([block(Clip.text("\(error)", to: 2_000))]), "isError": .bool(true)])
    }

    private static func block(_ text: String) -> MetadataValue {
        .fields(["type": .string("text"), "text": .string(text)])
    }
}
