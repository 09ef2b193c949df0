import SkillSplitFormats
public import SkillSplitHost

/// Parses documentation: instructions and memory of assistants, rules, and any other text.
public struct DocumentationParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "documentation",
        kind: .documentation,
        summary: "Documentation: CLAUDE.md, AGENTS.md, GEMINI.md, rules, instructions, and all other text."
    )

    public static let examples = [
        ParserExample(
            "the memory of a project",
            path: "CLAUDE.md",
            source: "# Garden\n\nA plan of the beds.\n\n## Commands\n\n`make water`\n",
            sections: [.init(.heading, "Garden"), .init(.heading, "Commands", depth: 2)],
            name: "Garden",
            description: "A plan of the beds."
        ),
        ParserExample(
            "a rule of Cursor",
            path: ".cursor/rules/seeds.mdc",
            source: "---\ndescription: How to name seeds\nglobs: seeds/*.md\nalwaysApply: maybe\n---\nLatin names.\n",
            sections: [.init(.frontMatter, ""), .init(.preamble, "")],
            name: "seeds",
            description: "How to name seeds",
            diagnostics: ["documentation/wrong-type"]
        ),
        ParserExample(
            "any text is documentation when nothing better claims it",
            path: "notes/beds",
            source: "weed the beds\n",
            sections: [.init(.text, "beds")],
            name: "beds"
        ),
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        if ClientFacts.memoryFiles.contains(probe.name) { return .byName }
        let isDocument = FileExtensions.documents.contains(probe.fileExtension)
        guard ContentSniffer.isText(probe.head) else { return .none }
        guard isDocument else { return .fallback }
        let isInstruction = probe.name.hasSuffix(".instructions.md") || probe.name.hasSuffix(".chatmode.md")
        if isInstruction || (probe.isMarkdownOrRule && KindFolder.of(probe)?.role == .rules) { return .byLocation }
        return .byExtension
    }

    public func context(of probe: Probe) -> [String]? {
        [KindFolder.of(probe)?.role == .rules ? "rules" : ""]
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        let file = ReadableDocument(input, parser: Self.manifest.id, diagnostics: &diagnostics)
        if let markdown = file.markdown { DocumentationRules.check(markdown, diagnostics: &diagnostics) }
        return try file.document()
    }
}

extension Probe {
    fileprivate var isMarkdownOrRule: Bool { FileExtensions.markdown.contains(fileExtension) }
}
