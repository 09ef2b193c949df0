public import SkillSplitHost

/// Parses agents: Markdown whose front matter names and describes an assistant and whose body is its system prompt.
public struct AgentParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "agent",
        kind: .agent,
        summary: "Agents: agents/**/*.md, *.agent.md, and Markdown whose front matter only agents have."
    )

    public static let examples = [
        ParserExample(
            "an agent of a project",
            path: ".claude/agents/gardener.md",
            source: """
                ---
                name: gardener
                description: Plans beds. Use when somebody asks what to plant.
                tools: Read, Grep
                model: sonnet
                ---
                You know plants.

                ## Rules

                Ask for the soil first.

                """,
            sections: [.init(.frontMatter, ""), .init(.preamble, ""), .init(.heading, "Rules", depth: 2)],
            name: "gardener",
            description: "Plans beds. Use when somebody asks what to plant."
        ),
        ParserExample(
            "an agent in a folder of any name is known by its front matter",
            path: "categories/03-kitchen/cook.md",
            source: "---\nname: cook\ndescription: Cooks.\ntools: Read\n---\nYou cook.\n",
            sections: [.init(.frontMatter, ""), .init(.preamble, "")],
            name: "cook",
            description: "Cooks."
        ),
        ParserExample(
            "an agent whose front matter is wrong",
            path: "agents/Night Watch.md",
            source: "---\nname: Night:Watch\nmodel: gpt\ncolour: red\n---\nYou watch.\n",
            sections: [.init(.frontMatter, ""), .init(.preamble, "")],
            name: "Night:Watch",
            diagnostics: ["agent/unknown-value", "agent/unknown-key", "agent/name-format", "agent/no-description"]
        ),
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        guard probe.isMarkdown else { return .none }
        if probe.name.hasSuffix(".agent.md") { return .byLocation }
        let folder = KindFolder.of(probe)
        switch folder?.role {
        case .agents where !probe.isAboutItsFolder:
            let needsFrontMatter = folder?.isBelowDocumentation ?? false
            return needsFrontMatter && !hasAgentKeys(probe) ? .none : .byLocation
        case .skills, .agents, .commands, .rules, .outputStyles: return .none
        case .workflows, nil: return hasAgentKeys(probe) ? .byContent : .none
        }
    }

    public func context(of probe: Probe) -> [String]? {
        [probe.component?.kind == .plugin ? "plugin" : ""]
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        let agent = MarkdownComponent(input, parser: Self.manifest.id, diagnostics: &diagnostics)
        let isCopilot = input.probe.name.hasSuffix(".agent.md")
        if !isCopilot { AgentRules.check(agent, diagnostics: &diagnostics) }
        let stem = isCopilot ? String(input.probe.name.dropLast(".agent.md".count)) : input.probe.stem
        return try agent.document(name: agent.text("name") ?? stem, description: agent.text("description"))
    }

    private func hasAgentKeys(_ probe: Probe) -> Bool {
        HeadKeys.scan(probe.head)?.isSuperset(of: [.name, .description, .agent]) ?? false
    }
}
