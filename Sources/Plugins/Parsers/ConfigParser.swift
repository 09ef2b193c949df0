import SkillSplitFormats
public import SkillSplitHost

/// Parses configuration: settings, MCP and LSP servers, and any other JSON, YAML or TOML.
public struct ConfigParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "config",
        kind: .config,
        summary: "Configuration: settings.json, .mcp.json, .lsp.json, and other JSON, YAML and TOML."
    )

    public static let examples = [
        ParserExample(
            "the settings of a project",
            path: ".claude/settings.json",
            source:
                "{\n  \"model\": \"sonnet\",\n  \"permissions\": { \"allow\": [\"Read\", \"Bash(git status)\"] }\n}\n",
            sections: [.init(.preamble, ""), .init(.entry, "model"), .init(.entry, "permissions")]
        ),
        ParserExample(
            "the MCP servers of a project; one lacks its type",
            path: ".mcp.json",
            source: """
                {
                  "mcpServers": {
                    "files": { "command": "mcp-files" },
                    "wiki": { "url": "https://wiki.example/mcp" }
                  }
                }

                """,
            sections: [
                .init(.preamble, ""),
                .init(.entry, "mcpServers"),
                .init(.entry, "files", depth: 2),
                .init(.entry, "wiki", depth: 2),
            ],
            diagnostics: ["mcp/url-without-type"]
        ),
        ParserExample(
            "settings with a comment, which Claude Code refuses",
            path: ".claude/settings.local.json",
            source: "{\n  // for a while\n  \"model\": \"opus\"\n}\n",
            sections: [.init(.preamble, ""), .init(.entry, "model")],
            diagnostics: ["json/comment", "config/not-strict-json"]
        ),
        ParserExample(
            "the side file of a skill for Codex",
            path: "skills/brew-tea/agents/openai.yaml",
            source:
                "interface:\n  display_name: Brew tea\n  short_description: Hot drinks\npolicy:\n  allow_implicit_invocation: true\n",
            sections: [.init(.entry, "interface"), .init(.entry, "policy")],
            name: "Brew tea",
            description: "Hot drinks"
        ),
        ParserExample(
            "a TOML file is split at its tables",
            path: "pyproject.toml",
            source: "# Build\n[project]\nname = \"garden\"\n\n[project.scripts]\nwater = \"garden:water\"\n",
            sections: [.init(.entry, "project"), .init(.entry, "project.scripts", depth: 2)]
        ),
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        switch probe.name {
        case ".mcp.json", "mcp.json", ".lsp.json", "settings.json", "settings.local.json", "managed-settings.json",
            "keybindings.json":
            return .byName
        default: break
        }
        switch probe.fileExtension {
        case "json", "jsonc", "json5", "yaml", "yml", "toml": return .byExtension
        default:
            // Files such as .gitignore, whose whole name is the extension.
            let isDotFile = probe.name.utf8.count == probe.fileExtension.utf8.count + 1 && !probe.fileExtension.isEmpty
            return isDotFile && ContentSniffer.isText(probe.head) ? .byExtension : .none
        }
    }

    public func context(of probe: Probe) -> [String]? {
        Array(probe.folders.suffix(1))
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        switch input.probe.fileExtension {
        case "json", "jsonc", "json5": try parseJSON(input, diagnostics: &diagnostics)
        case "yaml", "yml": try parseYAML(input, diagnostics: &diagnostics)
        case "toml": try Document(source: input.source, sections: TOMLDocument(input.source.bytes).sections)
        default: Document(whole: input.source, kind: .text, title: input.probe.name)
        }
    }

    private func parseJSON(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        let first = diagnostics.count
        let role = JSONRole.of(input.probe)
        let file = JSONComponent(input, levels: role.levels, diagnostics: &diagnostics)
        var fields: [MetadataField] = []
        if role == .settings {
            SettingsRules.requireStrictJSON(after: diagnostics[first...], diagnostics: &diagnostics)
        }
        guard role == .other || file.requireObject(rules: "config", diagnostics: &diagnostics) != nil,
            let root = file.root
        else { return try file.document() }
        switch role {
        case .settings:
            SettingsRules.check(root, diagnostics: &diagnostics)
            fields.add("events", root["hooks"]?.keys ?? [])
            fields.add("servers", root["mcpServers"]?.keys ?? [])
        case .servers:
            let isAgentPlugin = root.text("$schema")?.hasPrefix("https://agent-plugins.org/") ?? false
            if let servers = MCPRules.servers(in: root) {
                MCPRules.check(servers, needsType: isAgentPlugin, diagnostics: &diagnostics)
                fields.add("servers", servers.keys)
            }
        case .languageServers: LanguageServerRules.check(root, diagnostics: &diagnostics)
        case .other: break
        }
        return try file.document(name: file.text("name"), description: file.text("description"), fields: fields)
    }

    private func parseYAML(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        var metadata = Metadata()
        if input.probe.name == "openai.yaml" {
            metadata.fields = YAMLReader.fields(of: input.source, diagnostics: &diagnostics)
            let interface = Metadata(fields: metadata["interface"]?.object ?? [])
            metadata.name = interface["display_name"]?.string
            metadata.description = interface["short_description"]?.string
        }
        return try Document(
            source: input.source,
            sections: YAMLSplitter.split(input.source.bytes),
            metadata: metadata
        )
    }
}

/// What a JSON file configures.
private enum JSONRole {
    case settings, servers, languageServers, other

    static func of(_ probe: Probe) -> JSONRole {
        switch probe.name {
        case ".mcp.json", "mcp.json", "managed-mcp.json": .servers
        case ".lsp.json": .languageServers
        case "managed-settings.json", "settings.local.json": .settings
        // Gemini CLI and VS Code call their settings the same.
        case "settings.json": probe.folders.last == ".gemini" || probe.folders.last == ".vscode" ? .other : .settings
        default: probe.folders.last == "managed-settings.d" ? .settings : .other
        }
    }

    var levels: JSONLevels {
        switch self {
        case .settings: .into("hooks", "mcpServers")
        case .servers: .into("mcpServers", "servers")
        case .languageServers: .root
        case .other: .into("mcpServers")
        }
    }
}
