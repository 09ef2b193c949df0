public import SkillSplitHost

/// Parses output styles: Markdown that Claude Code adds to its system prompt.
public struct OutputStyleParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "output-style",
        kind: .outputStyle,
        summary: "Output styles: output-styles/*.md, and Markdown whose front matter only output styles have."
    )

    public static let examples = [
        ParserExample(
            "an output style with front matter",
            path: ".claude/output-styles/haiku.md",
            source:
                "---\nname: Haiku\ndescription: Seventeen syllables\nkeep-coding-instructions: yes\n---\n# Style\n\nBe brief.\n",
            sections: [.init(.frontMatter, ""), .init(.heading, "Style")],
            name: "Haiku",
            description: "Seventeen syllables"
        ),
        ParserExample(
            "an output style without front matter is called like its file",
            path: "output-styles/plain-words.md",
            source: "Use short words.\n",
            sections: [.init(.preamble, "")],
            name: "plain-words",
            description: "Use short words."
        ),
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        guard probe.isMarkdown, !probe.isAboutItsFolder else { return .none }
        switch KindFolder.of(probe)?.role {
        case .outputStyles: return .byLocation
        case .skills, .commands, .agents, .rules: return .none
        case .workflows, nil: return HeadKeys.scan(probe.head)?.contains(.outputStyle) == true ? .byContent : .none
        }
    }

    public func context(of probe: Probe) -> [String]? {
        []
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        let style = MarkdownComponent(input, parser: Self.manifest.id, diagnostics: &diagnostics)
        KeyRules(parser: Self.manifest.id, table: ClientFacts.outputStyleKeys, reader: "Claude Code")
            .check(style.fields, diagnostics: &diagnostics) { style.range(of: $0) }
        return try style.document(
            name: style.text("name") ?? input.probe.stem,
            description: style.text("description") ?? style.firstParagraph
        )
    }
}
