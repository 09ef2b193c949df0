import SkillSplitFormats
public import SkillSplitHost

/// Parses what makes a folder a plugin, and lists of plugins: `plugin.json` in every dialect, and `marketplace.json`.
public struct PluginParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "plugin",
        kind: .plugin,
        summary: "Plugins: plugin.json of Claude Code, Codex, Cursor and Agent Plugins, and marketplace.json.",
        componentMarkers: [
            ComponentMarker(".claude-plugin/plugin.json", levelsUp: 1),
            ComponentMarker(".codex-plugin/plugin.json", levelsUp: 1),
            ComponentMarker(".cursor-plugin/plugin.json", levelsUp: 1),
            ComponentMarker(".kimi-plugin/plugin.json", levelsUp: 1),
            ComponentMarker("gemini-extension.json"),
            ComponentMarker("plugin.json"),
        ]
    )

    public static let examples = [
        ParserExample(
            "the manifest of a plugin for Claude Code",
            path: "plugins/garden/.claude-plugin/plugin.json",
            source:
                "{\n  \"name\": \"garden\",\n  \"description\": \"Looks after plants\",\n  \"keywords\": [\"plants\"]\n}\n",
            sections: [
                .init(.preamble, ""),
                .init(.entry, "name"),
                .init(.entry, "description"),
                .init(.entry, "keywords"),
            ],
            name: "garden",
            description: "Looks after plants"
        ),
        ParserExample(
            "a manifest with mistakes: one of them keeps the plugin from loading",
            path: ".claude-plugin/plugin.json",
            source: "{\"name\": \"My Garden\", \"keywords\": \"plants\", \"skills\": \"../skills\"}\n",
            sections: [
                .init(.preamble, ""),
                .init(.entry, "name"),
                .init(.entry, "keywords"),
                .init(.entry, "skills"),
            ],
            name: "My Garden",
            diagnostics: ["plugin/wrong-type", "plugin/name-format", "plugin/bad-path"]
        ),
        ParserExample(
            "a marketplace: each plugin is a section",
            path: ".claude-plugin/marketplace.json",
            source: """
                {
                  "name": "green",
                  "owner": { "name": "Ada" },
                  "plugins": [
                    { "name": "garden", "source": "./plugins/garden" }
                  ]
                }

                """,
            sections: [
                .init(.preamble, ""),
                .init(.entry, "name"),
                .init(.entry, "owner"),
                .init(.entry, "plugins"),
                .init(.entry, "garden", depth: 2),
            ],
            name: "green"
        ),
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        guard probe.fileExtension == "json" else { return .none }
        switch probe.name {
        case "plugin.json", "marketplace.json", "gemini-extension.json": return .byName
        default: return PluginDialect.isInPluginFolder(probe) ? .byLocation : .none
        }
    }

    public func context(of probe: Probe) -> [String]? {
        Array(probe.folders.suffix(2))
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        let isMarketplace = input.probe.name == "marketplace.json"
        let levels = isMarketplace ? JSONLevels.into("plugins") : .into("hooks", "mcpServers", "lspServers")
        let file = JSONComponent(input, levels: levels, diagnostics: &diagnostics)
        guard let root = file.requireObject(rules: "plugin", diagnostics: &diagnostics) else {
            return try file.document()
        }
        if isMarketplace {
            if input.probe.folders.last == ".claude-plugin" { MarketplaceRules.check(root, diagnostics: &diagnostics) }
        } else {
            PluginRules.check(root, dialect: .of(input.probe), diagnostics: &diagnostics)
        }
        return try file.document(
            name: file.text("name"),
            description: file.text("description") ?? root["metadata"]?.text("description"),
            fields: isMarketplace ? Self.fields(ofMarketplace: root) : root.value.object ?? []
        )
    }

    /// All but the entries, of which the names are kept: a marketplace may have hundreds.
    private static func fields(ofMarketplace root: JSONNode) -> [MetadataField] {
        var fields = root.children.filter { $0.key != "plugins" }.map { MetadataField($0.key ?? "", $0.value) }
        fields.add("plugins", root["plugins"]?.children.compactMap { $0.text("name") } ?? [])
        return fields
    }
}
