import SkillSplitFormats
import SkillSplitHost

/// The rules of the other clients for `hooks.json`: flat lists of handlers below each event.
enum OtherHookRules {
    /// Checks the `hooks` of Copilot: `type`, and one of `bash`, `powershell` and `command`.
    static func checkCopilot(_ hooks: JSONNode, diagnostics: inout [Diagnostic]) {
        check(hooks, events: HookEvents.copilot, client: "Copilot", diagnostics: &diagnostics) { handler in
            ["bash", "powershell", "command"].allSatisfy { handler.text($0) == nil } ? "'bash' or 'powershell'" : nil
        }
    }

    /// Checks the `hooks` of Cursor: `command`, or `prompt` where the type is that.
    static func checkCursor(_ hooks: JSONNode, diagnostics: inout [Diagnostic]) {
        check(hooks, events: HookEvents.cursor, client: "Cursor", diagnostics: &diagnostics) { handler in
            let key = handler.text("type") == "prompt" ? "prompt" : "command"
            return handler.text(key) == nil ? "'\(key)'" : nil
        }
    }

    private static func check(
        _ hooks: JSONNode,
        events: Set<String>,
        client: String,
        diagnostics: inout [Diagnostic],
        missing: (_ handler: JSONNode) -> String?
    ) {
        for event in hooks.children.prefix(100) {
            let name = event.key ?? ""
            if !events.contains(name) {
                diagnostics.append(
                    HookRules.unknownEvent(name, known: events, client: client, range: event.keyRange)
                )
            }
            guard event.isArray else {
                diagnostics.append(
                    Diagnostic("hook/wrong-shape", .error, "'\(name)' must be a list of handlers", range: event.range)
                )
                continue
            }
            for handler in event.children.prefix(100) {
                guard let field = missing(handler) else { continue }
                diagnostics.append(
                    Diagnostic(
                        "hook/missing-field",
                        .error,
                        "a handler of '\(name)' needs \(field)",
                        range: handler.range
                    )
                )
            }
        }
    }
}
