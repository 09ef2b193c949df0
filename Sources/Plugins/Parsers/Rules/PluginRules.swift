import SkillSplitFormats
import SkillSplitHost

/// The rules for the manifest of a plugin, in each of its dialects.
enum PluginRules {
    static func check(_ manifest: JSONNode, dialect: PluginDialect, diagnostics: inout [Diagnostic]) {
        for key in dialect.requiredKeys where manifest[key] == nil {
            diagnostics.append(
                Diagnostic(
                    "plugin/missing-key",
                    .error,
                    "the manifest has no '\(key)', which \(dialect.client) requires",
                    range: nil
                )
            )
        }
        if let table = dialect.keys {
            KeyRules(parser: "plugin", table: table, reader: dialect.client, typeSeverity: .error)
                .check(manifest.value.object ?? [], diagnostics: &diagnostics) { manifest[$0]?.range }
        }
        checkName(manifest, dialect: dialect, diagnostics: &diagnostics)
        switch dialect {
        case .claude: checkComponents(manifest, diagnostics: &diagnostics)
        case .agentPlugins: checkSchema(manifest, diagnostics: &diagnostics)
        case .codex, .other: break
        }
    }

    private static func checkName(_ manifest: JSONNode, dialect: PluginDialect, diagnostics: inout [Diagnostic]) {
        guard let name = manifest.text("name") else { return }
        guard !PluginName.isKebabCase(name, allowsDots: dialect == .agentPlugins) else { return }
        diagnostics.append(
            Diagnostic(
                "plugin/name-format",
                dialect == .agentPlugins ? .error : .warning,
                "'\(name)' is no name for a plugin",
                remedy: "Use lower-case letters and digits with single hyphens between them, at most 64.",
                range: manifest["name"]?.range
            )
        )
    }

    private static func checkSchema(_ manifest: JSONNode, diagnostics: inout [Diagnostic]) {
        guard let schema = manifest["$schema"], schema.string != ClientFacts.agentPluginSchema else { return }
        diagnostics.append(
            Diagnostic(
                "plugin/unknown-schema",
                .error,
                "'$schema' is not that of Agent Plugins 1.0.0",
                remedy: "Write \(ClientFacts.agentPluginSchema).",
                range: schema.range
            )
        )
    }

    private static func checkComponents(_ manifest: JSONNode, diagnostics: inout [Diagnostic]) {
        for key in ClientFacts.pluginPathKeys {
            guard let node = manifest[key] else { continue }
            for path in (node.isArray ? node.children : [node]).prefix(1000) {
                guard let text = path.string, !PluginName.isPathInside(text) else { continue }
                diagnostics.append(
                    Diagnostic(
                        "plugin/bad-path",
                        .error,
                        "'\(text)' in '\(key)' must start with ./ and stay inside the plugin",
                        range: path.range
                    )
                )
            }
        }
        if let hooks = manifest["hooks"], hooks.isObject {
            HookRules.check(hooks["hooks"] ?? hooks, diagnostics: &diagnostics)
        }
        if let servers = manifest["mcpServers"], servers.isObject {
            MCPRules.check(servers["mcpServers"] ?? servers, diagnostics: &diagnostics)
        }
        for option in (manifest["userConfig"]?.children ?? []).prefix(1000) {
            let missing = ["type", "title", "description"].filter { option[$0] == nil }
            guard !missing.isEmpty else { continue }
            diagnostics.append(
                Diagnostic(
                    "plugin/incomplete-option",
                    .error,
                    "the option '\(option.key ?? "")' needs \(Text.list(missing))",
                    range: option.keyRange
                )
            )
        }
    }
}

/// What plugins and their paths may be called.
enum PluginName {
    /// Lower-case letters, digits and single hyphens (and single dots) inside, 1 to 64 of them.
    static func isKebabCase(_ name: String, allowsDots: Bool = false) -> Bool {
        guard (1...64).contains(name.utf8.count) else { return false }
        var previous = UInt8(ascii: "-")
        for byte in name.utf8 {
            let isSeparator = byte == UInt8(ascii: "-") || (allowsDots && byte == UInt8(ascii: "."))
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            guard isSeparator || isLetter || isDigit, !(isSeparator && byte == previous) else { return false }
            previous = byte
        }
        return previous != UInt8(ascii: "-") && previous != UInt8(ascii: ".") && name.utf8.first != UInt8(ascii: ".")
    }

    /// Whether `path` starts with `./`, or is `.` alone, and has no `..`.
    static func isPathInside(_ path: String) -> Bool {
        (path == "." || path.hasPrefix("./")) && !path.split(separator: "/").contains("..")
    }
}
