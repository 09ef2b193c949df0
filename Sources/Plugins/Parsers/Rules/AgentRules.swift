import SkillSplitHost

/// The rules of Claude Code for subagents.
enum AgentRules {
    static func check(_ agent: MarkdownComponent, diagnostics: inout [Diagnostic]) {
        KeyRules(parser: "agent", table: ClientFacts.agentKeys, reader: "Claude Code")
            .check(agent.fields, diagnostics: &diagnostics) { agent.range(of: $0) }
        let isInPlugin = agent.input.probe.component?.kind == .plugin
        checkName(agent, isInPlugin: isInPlugin, diagnostics: &diagnostics)
        if agent.text("description") == nil {
            diagnostics.append(
                Diagnostic(
                    "agent/no-description",
                    .warning,
                    "the agent has no description, without which Claude Code does not load it",
                    remedy: "Add a description that says when to hand work to the agent.",
                    range: agent.frontMatterRange
                )
            )
        }
        if agent.firstLine == nil {
            diagnostics.append(
                Diagnostic(
                    "agent/empty",
                    .warning,
                    "the agent has no system prompt",
                    remedy: "Write it below the front matter."
                )
            )
        }
        guard isInPlugin else { return }
        for key in ClientFacts.keysIgnoredInPluginAgents where agent[key] != nil {
            diagnostics.append(
                Diagnostic(
                    "agent/ignored-in-plugin",
                    .note,
                    "'\(key)' is ignored in an agent that comes with a plugin",
                    range: agent.range(of: key)
                )
            )
        }
    }

    private static func checkName(_ agent: MarkdownComponent, isInPlugin: Bool, diagnostics: inout [Diagnostic]) {
        guard let name = agent.text("name") else {
            diagnostics.append(
                Diagnostic(
                    "agent/no-name",
                    .warning,
                    isInPlugin
                        ? "the agent has no name; it is called like its file"
                        : "the agent has no name, so that Claude Code takes the file for documentation",
                    remedy: "Add 'name: \(agent.input.probe.stem)' to the front matter.",
                    range: agent.frontMatterRange
                )
            )
            return
        }
        guard !isWellFormed(name) else { return }
        diagnostics.append(
            Diagnostic(
                "agent/name-format",
                .warning,
                "'\(name)' is no name for an agent",
                remedy: "Use lower-case letters and hyphens, without a hyphen at the start.",
                range: agent.range(of: "name")
            )
        )
    }

    /// Digits are let through: real names have them, and Claude Code takes them.
    private static func isWellFormed(_ name: String) -> Bool {
        name.first != "-"
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            }
    }
}
