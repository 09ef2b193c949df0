import SkillSplitFormats
import SkillSplitHost

/// The rules of Claude Code for `settings.json` and its relatives.
enum SettingsRules {
    static func check(_ settings: JSONNode, diagnostics: inout [Diagnostic]) {
        for (key, rule) in types {
            guard let node = settings[key], let objection = rule.objection(to: node.value) else { continue }
            let text =
                switch objection {
                case .type(let text), .value(let text): text
                }
            diagnostics.append(Diagnostic("config/wrong-type", .error, "'\(key)' \(text)", range: node.range))
        }
        if let environment = settings["env"] { checkTexts(environment, of: "env", diagnostics: &diagnostics) }
        if let permissions = settings["permissions"] { check(permissions: permissions, diagnostics: &diagnostics) }
        if let hooks = settings["hooks"] { HookRules.check(hooks, diagnostics: &diagnostics) }
        if let servers = settings["mcpServers"] { MCPRules.check(servers, diagnostics: &diagnostics) }
    }

    /// Reports that Claude Code refuses the whole file, where the JSON reader met comments or trailing commas.
    static func requireStrictJSON(after findings: ArraySlice<Diagnostic>, diagnostics: inout [Diagnostic]) {
        guard let first = findings.first(where: { $0.rule == "json/comment" || $0.rule == "json/trailing-comma" })
        else {
            return
        }
        diagnostics.append(
            Diagnostic(
                "config/not-strict-json",
                .error,
                "Claude Code refuses settings with comments or trailing commas",
                remedy: "Take them out; the file then holds plain JSON.",
                range: first.range
            )
        )
    }

    private static let types: [(key: String, rule: ValueRule)] = [
        ("permissions", .object), ("env", .object), ("enabledPlugins", .object), ("extraKnownMarketplaces", .object),
        ("model", .text), ("outputStyle", .text), ("statusLine", .object), ("agent", .text),
    ]

    private static func checkTexts(_ object: JSONNode, of name: String, diagnostics: inout [Diagnostic]) {
        for member in object.children.prefix(1000) where object.isObject && member.string == nil {
            diagnostics.append(
                Diagnostic(
                    "config/wrong-type",
                    .error,
                    "'\(member.key ?? "")' in '\(name)' must be text",
                    remedy: "Write it in quotes.",
                    range: member.range
                )
            )
        }
    }

    private static func check(permissions: JSONNode, diagnostics: inout [Diagnostic]) {
        for list in ["allow", "ask", "deny"] {
            for rule in (permissions[list]?.children ?? []).prefix(1000) where !isRule(rule.string) {
                diagnostics.append(
                    Diagnostic(
                        "config/bad-permission-rule",
                        .warning,
                        "a rule in '\(list)' is neither Tool nor Tool(specifier), so that it is ignored",
                        range: rule.range
                    )
                )
            }
        }
        if let mode = permissions["defaultMode"],
            case .value(let text)? = ValueRule.oneOf(ClientFacts.permissionModes).objection(to: mode.value)
        {
            diagnostics.append(
                Diagnostic("config/unknown-value", .warning, "'defaultMode' \(text)", range: mode.range)
            )
        }
    }

    /// `Tool`, `mcp__server__tool`, or either with a specifier in parentheses that end the rule.
    private static func isRule(_ text: String?) -> Bool {
        guard let text, !text.isEmpty else { return false }
        guard let open = text.utf8.firstIndex(of: UInt8(ascii: "(")) else {
            return !text.utf8.contains { $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: " ") }
        }
        return open > text.startIndex && text.utf8.last == UInt8(ascii: ")")
            && !text[..<open].utf8.contains(UInt8(ascii: " "))
    }
}
