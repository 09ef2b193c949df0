import SkillSplitFormats
public import SkillSplitHost

/// Parses files of hooks: `hooks.json` of Claude Code, Copilot, Cursor and Codex, which share little but the name.
public struct HookParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "hook",
        kind: .hook,
        summary: "Hooks: hooks.json in the dialects of Claude Code, Codex, Copilot and Cursor.",
        componentMarkers: [ComponentMarker("hooks/hooks.json")]
    )

    public static let examples = [
        ParserExample(
            "hooks of a plugin for Claude Code",
            path: "plugins/garden/hooks/hooks.json",
            source: """
                {
                  "description": "Waters before work",
                  "hooks": {
                    "SessionStart": [
                      { "hooks": [{ "type": "command", "command": "./water.sh" }] }
                    ],
                    "Stop": []
                  }
                }

                """,
            sections: [
                .init(.preamble, ""),
                .init(.entry, "description"),
                .init(.entry, "hooks"),
                .init(.entry, "SessionStart", depth: 2),
                .init(.entry, "Stop", depth: 2),
            ],
            description: "Waters before work"
        ),
        ParserExample(
            "hooks of Cursor, whose events are others",
            path: ".cursor/hooks.json",
            source: "{\"version\": 1, \"hooks\": {\"afterFileEdit\": [{\"command\": \"./format\"}]}}\n",
            sections: [
                .init(.preamble, ""),
                .init(.entry, "version"),
                .init(.entry, "hooks"),
                .init(.entry, "afterFileEdit", depth: 2),
            ]
        ),
        ParserExample(
            "an event that does not exist, and a handler without a command",
            path: "hooks/hooks.json",
            source: "{\"hooks\": {\"PreToolUze\": [{\"matcher\": \"Edit\", \"hooks\": [{\"type\": \"command\"}]}]}}\n",
            sections: [
                .init(.preamble, ""),
                .init(.entry, "hooks"),
                .init(.entry, "PreToolUze", depth: 2),
            ],
            diagnostics: ["hook/unknown-event", "hook/missing-field"]
        ),
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        guard probe.fileExtension == "json" else { return .none }
        if probe.name == "hooks.json" { return .byName }
        let isInHooks = probe.folders.last == "hooks" && probe.foldersInSkill == nil
        return isInHooks && Self.mentionsHooks(probe.head) ? .byLocation : .none
    }

    public func context(of probe: Probe) -> [String]? {
        probe.folders.suffix(2) + [probe.folders.contains(".github") ? ".github" : ""]
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        let file = JSONComponent(input, levels: .into("hooks", "events"), diagnostics: &diagnostics)
        guard let root = file.requireObject(rules: "hook", diagnostics: &diagnostics) else {
            return try file.document()
        }
        let dialect = HookDialect.of(root, at: input.probe)
        check(root, as: dialect, at: input.probe, diagnostics: &diagnostics)
        var fields = [MetadataField("dialect", .string(dialect.rawValue))]
        fields.add(
            "events",
            (root["hooks"] ?? root).keys.filter { dialect != .list && dialect != .events && !$0.isEmpty }
        )
        return try file.document(description: file.text("description"), fields: fields)
    }

    private func check(
        _ root: JSONNode,
        as dialect: HookDialect,
        at probe: Probe,
        diagnostics: inout [Diagnostic]
    ) {
        switch dialect {
        case .claude, .codex:
            if let hooks = root["hooks"] {
                HookRules.check(hooks, knowsEvents: dialect == .claude, diagnostics: &diagnostics)
            }
        case .copilot: root["hooks"].map { OtherHookRules.checkCopilot($0, diagnostics: &diagnostics) }
        case .cursor: root["hooks"].map { OtherHookRules.checkCursor($0, diagnostics: &diagnostics) }
        case .bare, .list, .events, .unknown: diagnostics.append(Self.unread(dialect, root))
        }
        if dialect == .claude, probe.folders.suffix(2).elementsEqual([".claude", "hooks"]) {
            diagnostics.append(
                Diagnostic(
                    "hook/not-read",
                    .warning,
                    "Claude Code does not read .claude/hooks/hooks.json",
                    remedy: "Move the value of 'hooks' into .claude/settings.json."
                )
            )
        }
    }

    private static func unread(_ dialect: HookDialect, _ root: JSONNode) -> Diagnostic {
        let what =
            switch dialect {
            case .list: "'hooks' is a list"
            case .events: "the events stand below 'events'"
            case .bare: "the events stand at the root, without 'hooks' around them"
            default: "there is no 'hooks'"
            }
        return Diagnostic(
            "hook/unknown-dialect",
            .warning,
            "no client that is known reads this file: \(what)",
            remedy:
                "Write {\"hooks\": {\"SessionStart\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"…\"}]}]}}.",
            range: root.range
        )
    }

    /// Whether `"hooks"` stands in the first bytes.
    private static func mentionsHooks(_ head: ArraySlice<UInt8>) -> Bool {
        let key = Array("\"hooks\"".utf8)
        var rest = head
        while let quote = rest.firstIndex(of: UInt8(ascii: "\"")) {
            if rest[quote...].starts(with: key) { return true }
            rest = rest[(quote + 1)...]
        }
        return false
    }
}
