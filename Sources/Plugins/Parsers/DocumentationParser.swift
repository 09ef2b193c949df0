import SkillSplitFormats
public import SkillSplitHost

/// Parses instructions and documentation, and any text that no other parser claims.
public struct DocumentationParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "documentation",
        kind: .documentation,
        summary: "Documentation: CLAUDE.md, AGENTS.md, rules, other Markdown, and any other text."
    )

    public static let examples = [
        ParserExample(
            "instructions of a project",
            path: "CLAUDE.md",
            source: "# Tea house\n\nBe kind.\n\n## Style\n\nShort words.\n",
            sections: [.init(.heading, "Tea house"), .init(.heading, "Style", depth: 2)],
            name: "Tea house",
            description: "Be kind."
        ),
        ParserExample(
            "plain text is one section",
            path: "LICENSE",
            source: "Do as you like.\n",
            sections: [.init(.text, "LICENSE")],
            name: "LICENSE"
        ),
    ]

    private static let instructions: Set<String> = [
        "CLAUDE.md", "CLAUDE.local.md", "AGENTS.md", "AGENTS.override.md", "GEMINI.md", "copilot-instructions.md",
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        if Self.instructions.contains(probe.name) { return .byName }
        if probe.isMarkdown, KindFolder.of(probe)?.role == .rules { return .byLocation }
        if probe.isProse || probe.fileExtension == "mdc" || probe.fileExtension == "mdx" { return .byExtension }
        return ContentSniffer.isText(probe.head) ? .fallback : .none
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        try Prose.document(of: input, parser: Self.manifest.id, diagnostics: &diagnostics)
    }
}
