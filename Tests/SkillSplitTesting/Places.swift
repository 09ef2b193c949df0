import SkillSplitHost

/// Places where the content of an example may stand as well.
enum Places {
    /// The folders that clients, and so parsers, tell apart.
    private static let folders = [
        "", "copy", "docs", "scripts", "references", "skills/other", ".claude/skills/other", "commands", "commands/git",
        ".claude/commands/git", "agents", ".claude/agents", ".claude/output-styles", ".claude/rules", ".claude/hooks",
        ".claude", ".claude-plugin", ".codex-plugin", ".cursor-plugin/deeper", ".codex", ".cursor", ".gemini",
        ".vscode",
        ".github", ".github/hooks", ".github/prompts", "hooks", "managed-settings.d", ".windsurf/workflows",
    ]

    /// The example under its own name in every folder, alone and as a part of a plugin and of a skill, and where it was.
    static func of(_ example: ParserExample) -> [ParseInput] {
        let own = ParseInput(path: example.path, source: example.source)
        var inputs = [own]
        for folder in folders {
            for parent in ["", "first", "second/deeper"] {
                let path = [parent, folder, own.probe.name].filter { !$0.isEmpty }.joined(separator: "/")
                for component in components(below: parent) {
                    inputs.append(ParseInput(path: path, source: example.source, component: component))
                }
            }
        }
        return inputs
    }

    private static func components(below folder: String) -> [Component?] {
        guard let root = try? DocumentPath(folder.isEmpty ? "collection" : "collection/\(folder)") else { return [nil] }
        return [nil, Component(kind: .plugin, root: root), Component(kind: .skill, root: root)]
    }
}
