import SkillSplitFormats
public import SkillSplitHost

/// Parses slash commands: Markdown of Claude Code, Cursor and Copilot, TOML of Gemini CLI, workflow scripts.
public struct CommandParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "command",
        kind: .command,
        summary: "Slash commands: commands/**/*.md and *.toml, *.prompt.md, workflows/*.js."
    )

    public static let examples = [
        ParserExample(
            "a command in a folder, which becomes a part of its name",
            path: ".claude/commands/git/commit.md",
            source: """
                ---
                description: Commit what is staged
                argument-hint: [message]
                ---
                Look at the staged changes, then commit them as: $ARGUMENTS

                """,
            sections: [.init(.frontMatter, ""), .init(.preamble, "")],
            name: "git:commit",
            description: "Commit what is staged"
        ),
        ParserExample(
            "a command without front matter is described by its first line",
            path: "plugins/garden/commands/water.md",
            source: "# Water the garden\n\nStart with $1.\n",
            sections: [.init(.heading, "Water the garden")],
            name: "water",
            description: "Water the garden"
        ),
        ParserExample(
            "a command of Gemini CLI",
            path: ".gemini/commands/git/review.toml",
            source: "description = \"Review a change\"\nprompt = \"\"\"\nReview {{args}}.\n\"\"\"\n",
            sections: [.init(.entry, "description"), .init(.entry, "prompt")],
            name: "git:review",
            description: "Review a change"
        ),
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        switch probe.fileExtension {
        case "md", "markdown": claimMarkdown(probe)
        case "toml": claimTOML(probe)
        case "js", "mjs", "ts": claimWorkflow(probe)
        default: .none
        }
    }

    public func context(of probe: Probe) -> [String]? {
        [name(of: probe)]
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        switch input.probe.fileExtension {
        case "toml": try CommandScripts.parseTOML(input, name: name(of: input.probe), diagnostics: &diagnostics)
        case "js", "mjs", "ts": try CommandScripts.parseWorkflow(input, diagnostics: &diagnostics)
        default: try parseMarkdown(input, diagnostics: &diagnostics)
        }
    }

    private func parseMarkdown(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        let command = MarkdownComponent(input, parser: Self.manifest.id, diagnostics: &diagnostics)
        // Copilot's prompts have keys of their own.
        if !input.probe.name.hasSuffix(".prompt.md") {
            CommandRules.check(command, diagnostics: &diagnostics)
        }
        return try command.document(
            name: name(of: input.probe),
            description: command.text("description") ?? command.firstLine
        )
    }

    private func claimMarkdown(_ probe: Probe) -> Claim {
        if probe.name.hasSuffix(".prompt.md") { return .byLocation }
        let folder = KindFolder.of(probe)
        switch folder?.role {
        case .commands where !probe.isAboutItsFolder:
            let needsFrontMatter = folder?.isBelowDocumentation ?? false
            return needsFrontMatter && HeadKeys.scan(probe.head) == nil ? .none : .byLocation
        case .commands, .skills, .agents, .rules: return .none
        default:
            let keys = HeadKeys.scan(probe.head) ?? []
            return keys.contains(.command) && !keys.contains(.name) ? .byContent : .none
        }
    }

    private func claimTOML(_ probe: Probe) -> Claim {
        KindFolder.of(probe)?.role == .commands && TOMLDocument.hasKey("prompt", in: probe.head) ? .byLocation : .none
    }

    private func claimWorkflow(_ probe: Probe) -> Claim {
        guard let folder = KindFolder.of(probe), folder.role == .workflows else { return .none }
        return CommandScripts.exportsMeta(probe.head) ? .byLocation : .none
    }

    /// The file's name, with the folders below `commands` before it, joined by colons.
    private func name(of probe: Probe) -> String {
        let stem = probe.name.hasSuffix(".prompt.md") ? String(probe.name.dropLast(".prompt.md".count)) : probe.stem
        guard let folder = KindFolder.of(probe), folder.role == .commands else { return stem }
        return (probe.folders[(folder.index + 1)...] + [stem]).joined(separator: ":")
    }
}
