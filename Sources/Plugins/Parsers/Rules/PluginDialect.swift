import SkillSplitHost

/// Who reads a plugin's manifest; told by its place.
enum PluginDialect: String {
    /// `.claude-plugin/plugin.json`.
    case claude
    /// `.codex-plugin/plugin.json`.
    case codex
    /// `plugin.json` at the root of the plugin.
    case agentPlugins = "agent-plugins"
    /// `.cursor-plugin/`, `.kimi-plugin/`, `gemini-extension.json`: a name is all that is known to be required.
    case other

    static func of(_ probe: Probe) -> PluginDialect {
        switch probe.folders.last {
        case ".claude-plugin": .claude
        case ".codex-plugin": .codex
        case _ where isInPluginFolder(probe) || probe.name != "plugin.json": .other
        default: .agentPlugins
        }
    }

    /// Whether the file lies in a folder such as `.cursor-plugin`, or one below.
    static func isInPluginFolder(_ probe: Probe) -> Bool {
        probe.folders.suffix(2).contains { $0.hasPrefix(".") && $0.hasSuffix("-plugin") }
    }

    var client: String {
        switch self {
        case .claude: "Claude Code"
        case .codex: "Codex"
        case .agentPlugins: "Agent Plugins"
        case .other: "every client"
        }
    }

    var requiredKeys: [String] {
        switch self {
        case .claude, .other: ["name"]
        case .codex: ["name", "version", "description", "author", "interface"]
        case .agentPlugins: ["$schema", "name"]
        }
    }

    /// The keys and their types; `nil` where they are not known.
    var keys: [String: ValueRule]? {
        switch self {
        case .claude: ClientFacts.pluginKeys
        case .agentPlugins: ClientFacts.agentPluginKeys
        case .codex, .other: nil
        }
    }
}
