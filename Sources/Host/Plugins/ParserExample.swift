/// A small file and what a parser makes of it: a test and a part of the reference at once.
public struct ParserExample: Sendable {
    public struct ExpectedSection: Sendable, Hashable {
        public let kind: Section.Kind
        public let title: String
        public let depth: Int

        public init(_ kind: Section.Kind, _ title: String, depth: Int = 1) {
            self.kind = kind
            self.title = title
            self.depth = depth
        }
    }

    /// What the example shows, as a phrase.
    public let title: String
    /// The file's path below the ingested root.
    public let path: String
    public let source: SourceBuffer
    /// In order.
    public let sections: [ExpectedSection]
    public let name: String?
    public let description: String?
    /// The rules of the diagnostics, in order.
    public let diagnostics: [String]

    public init(
        _ title: String,
        path: String,
        source: String,
        sections: [ExpectedSection],
        name: String? = nil,
        description: String? = nil,
        diagnostics: [String] = []
    ) {
        self.title = title
        self.path = path
        self.source = SourceBuffer(source)
        self.sections = sections
        self.name = name
        self.description = description
        self.diagnostics = diagnostics
    }
}
