import SkillSplitHost

/// The folder that gives the files below it their kind, such as `commands` in `.claude/commands/git/commit.md`.
struct KindFolder {
    enum Role {
        /// The files belong to a skill, whatever else their folders are called.
        case skills
        case commands
        case agents
        case outputStyles
        case rules
        /// Workflow scripts, each of which is a command.
        case workflows
    }

    let role: Role
    /// The place of the folder in the probe's folders.
    let index: Int
    /// Whether a client's own folder, such as `.claude`, or the root of a plugin holds it.
    let isAnchored: Bool
    /// Whether it lies below `docs` and is not anchored, so that its files may just speak of the kind.
    let isBelowDocumentation: Bool

    /// The folder that decides on `probe`: the outermost anchored one, else the innermost.
    ///
    /// A folder of a skill swallows all below it: `skills/x/agents/y.md` is a part of the skill `x`, no agent.
    static func of(_ probe: Probe) -> KindFolder? {
        let folders = probe.folders
        let depth = probe.componentDepth
        if let depth, depth > 0, probe.component?.kind == .skill {
            return KindFolder(role: .skills, index: depth - 1, isAnchored: true, isBelowDocumentation: false)
        }
        let root = probe.component?.kind == .plugin ? depth : nil
        var found: KindFolder?
        var isBelowDocumentation = false
        var index = root ?? 0
        while index < folders.count {
            let parent = index > 0 ? folders[index - 1] : ""
            if let role = role(of: folders[index], below: parent) {
                let isAnchored = index == root || parent.utf8.first == UInt8(ascii: ".")
                let candidate = KindFolder(
                    role: role,
                    index: index,
                    isAnchored: isAnchored,
                    isBelowDocumentation: isBelowDocumentation && !isAnchored
                )
                if role == .skills ? isSkill(at: index + 1, of: folders) : isAnchored { return candidate }
                found = candidate
            } else if isDocumentationFolder(folders[index]) {
                isBelowDocumentation = true
            }
            index += 1
        }
        return found
    }

    private static func isSkill(at index: Int, of folders: [String]) -> Bool {
        index < folders.count && role(of: folders[index], below: "") == nil
    }

    private static func role(of folder: String, below parent: String) -> Role? {
        switch folder {
        case "skills": .skills
        case "commands": .commands
        case "agents": .agents
        case "output-styles": .outputStyles
        case "rules": parent.utf8.first == UInt8(ascii: ".") ? .rules : nil
        case "instructions": parent == ".github" ? .rules : nil
        case "prompts": parent == ".github" || parent == ".codex" ? .commands : nil
        case "workflows": workflowRole(below: parent)
        case "skill": parent == ".opencode" ? .skills : nil
        case "command": parent == ".opencode" ? .commands : nil
        case "agent": parent == ".opencode" ? .agents : nil
        default: nil
        }
    }

    /// Claude Code's workflows are scripts; Windsurf's and Antigravity's are Markdown; GitHub's are none of ours.
    private static func workflowRole(below parent: String) -> Role? {
        switch parent {
        case ".github": nil
        case ".windsurf", ".agent": .commands
        default: .workflows
        }
    }

    private static func isDocumentationFolder(_ folder: String) -> Bool {
        folder == "docs" || folder == "doc" || folder == "documentation" || folder == "wiki"
    }
}

extension Probe {
    /// How many of the folders lead to the root of the component; `nil` outside of one.
    var componentDepth: Int? {
        component.map { $0.root.bytes.count { $0 == UInt8(ascii: "/") } }
    }

    /// The folders from the skill's own folder down to the file; `nil` outside of a skill.
    var foldersInSkill: ArraySlice<String>? {
        if component?.kind == .skill, let depth = componentDepth { return folders.dropFirst(depth) }
        guard let folder = KindFolder.of(self), folder.role == .skills, folder.index + 1 < folders.count else {
            return nil
        }
        return folders.dropFirst(folder.index + 2)
    }

    var isMarkdown: Bool { fileExtension == "md" || fileExtension == "markdown" }

    /// Whether the name is one that speaks of its folder, such as `README.md`, wherever it stands.
    var isAboutItsFolder: Bool {
        let stem = stem.lowercased()
        return switch stem {
        case "readme", "changelog", "contributing", "license", "licence", "notice", "security", "code_of_conduct": true
        default: stem.hasPrefix("readme.") || stem.hasPrefix("readme-")
        }
    }

    /// The name without its last extension.
    var stem: String {
        name.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(name[..<$0]) } ?? name
    }
}
