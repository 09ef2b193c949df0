import SkillSplitFormats
import SkillSplitHost

/// The rules of Claude Code for the object below `hooks`, in a file of hooks, in settings or in a plugin's manifest.
struct HookRules {
    /// No more is reported of one file, so that a hostile one costs little.
    private static let limit = 100

    private var diagnostics: [Diagnostic] = []

    /// Checks `hooks`: event → groups → handlers.
    ///
    /// - Parameters:
    ///   - hooks: The value of the key `hooks`.
    ///   - knowsEvents: Whether the events must be those of Claude Code.
    ///   - diagnostics: Receives the findings.
    static func check(_ hooks: JSONNode, knowsEvents: Bool = true, diagnostics: inout [Diagnostic]) {
        var rules = HookRules()
        rules.check(hooks, knowsEvents: knowsEvents)
        diagnostics += rules.diagnostics
    }

    /// The rule `hook/unknown-event`, with the nearest of the known events.
    static func unknownEvent(_ event: String, known: Set<String>, client: String, range: ByteRange?) -> Diagnostic {
        Diagnostic(
            "hook/unknown-event",
            .warning,
            "\(client) has no event '\(event)', so that its hooks never run",
            remedy: Suggestion.nearest(to: event, among: Array(known)).map { "Did you mean '\($0)'?" },
            range: range
        )
    }

    private mutating func check(_ hooks: JSONNode, knowsEvents: Bool) {
        guard hooks.isObject else {
            report("hook/wrong-shape", .error, "'hooks' must be an object with the events as its keys", at: hooks)
            return
        }
        for event in hooks.children where diagnostics.count < Self.limit {
            let name = event.key ?? ""
            if knowsEvents, !HookEvents.claude.contains(name) {
                let known = HookEvents.claude
                diagnostics.append(
                    Self.unknownEvent(name, known: known, client: "Claude Code", range: event.keyRange)
                )
            }
            guard event.isArray else {
                report("hook/wrong-shape", .error, "'\(name)' must be a list of groups", at: event)
                continue
            }
            for group in event.children where diagnostics.count < Self.limit { check(group: group, of: name) }
        }
    }

    private mutating func check(group: JSONNode, of event: String) {
        guard let handlers = group["hooks"], handlers.isArray else {
            report(
                "hook/wrong-shape",
                .error,
                "a group of '\(event)' has no list 'hooks' of handlers",
                remedy: "Write {\"matcher\": \"…\", \"hooks\": [{\"type\": \"command\", \"command\": \"…\"}]}.",
                at: group
            )
            return
        }
        if let matcher = group["matcher"] { check(matcher: matcher, of: event) }
        for handler in handlers.children where diagnostics.count < Self.limit { check(handler: handler, of: event) }
    }

    private mutating func check(matcher: JSONNode, of event: String) {
        guard let text = matcher.string else {
            report("hook/bad-matcher", .error, "a matcher of '\(event)' must be text", at: matcher)
            return
        }
        guard !text.isEmpty, text != "*" else { return }
        if HookEvents.withoutMatcher.contains(event) {
            report("hook/matcher-ignored", .note, "'\(event)' has no matcher; its hooks always run", at: matcher)
        } else if let flaw = HookMatcher.flaw(in: text) {
            report(
                "hook/bad-matcher",
                .warning,
                "the matcher '\(text)' is no regular expression: \(flaw)",
                remedy: "Write names of tools as Edit|Write, or a regular expression of JavaScript.",
                at: matcher
            )
        }
    }

    private mutating func check(handler: JSONNode, of event: String) {
        guard handler.isObject else {
            report("hook/wrong-shape", .error, "a handler of '\(event)' must be an object", at: handler)
            return
        }
        guard let type = handler["type"] else {
            report(
                "hook/no-type",
                .error,
                "a handler of '\(event)' has no type",
                remedy: "Add \"type\": \"command\".",
                at: handler
            )
            return
        }
        guard let required = Self.required[type.string ?? ""] else {
            let known = Text.list(Self.required.keys.sorted())
            report("hook/unknown-type", .error, "a handler of '\(event)' must be one of \(known)", at: type)
            return
        }
        for key in required where handler.text(key) == nil {
            report(
                "hook/missing-field",
                .error,
                "a \(type.string ?? "") handler of '\(event)' needs '\(key)'",
                at: handler
            )
        }
        if let timeout = handler["timeout"], !Self.isPositive(timeout.value) {
            report("hook/bad-timeout", .warning, "a timeout is a number of seconds above 0", at: timeout)
        }
        if let condition = handler["if"], !HookEvents.ofTools.contains(event) {
            report("hook/if-ignored", .note, "'if' works for events of tools only, not for '\(event)'", at: condition)
        }
    }

    private static let required = [
        "command": ["command"], "http": ["url"], "mcp_tool": ["server", "tool"], "prompt": ["prompt"],
        "agent": ["prompt"],
    ]

    private static func isPositive(_ value: MetadataValue) -> Bool {
        switch value {
        case .integer(let number): number > 0
        case .number(let number): number > 0
        default: false
        }
    }

    private mutating func report(
        _ rule: String,
        _ severity: Diagnostic.Severity,
        _ summary: String,
        remedy: String? = nil,
        at node: JSONNode
    ) {
        diagnostics.append(Diagnostic(rule, severity, summary, remedy: remedy, range: node.range))
    }
}
