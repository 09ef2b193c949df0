import SkillSplitFormats
import SkillSplitHost

/// The formats that share the file name `hooks.json`.
enum HookDialect: String {
    /// Claude Code: event → groups with a matcher → handlers.
    case claude
    /// Codex: the same shape with events of its own.
    case codex
    /// GitHub Copilot: event → handlers with `bash` or `powershell`.
    case copilot
    /// Cursor: event → handlers with `command`.
    case cursor
    /// `hooks` is a list of objects that name their event; no client that is known reads it.
    case list
    /// The root has `events`; no client that is known reads it.
    case events
    /// Events of Claude Code at the root, without `hooks` around them.
    case bare
    case unknown

    /// The dialect of a file at `probe` with the root object `root`.
    static func of(_ root: JSONNode, at probe: Probe) -> HookDialect {
        if let hooks = root["hooks"] {
            if hooks.isArray { return .list }
            return hooks.isObject ? dialect(of: hooks, hasVersion: root["version"] != nil, at: probe) : .unknown
        }
        if root["events"] != nil { return .events }
        return root.keys.contains(where: HookEvents.claude.contains) ? .bare : .unknown
    }

    private static func dialect(of hooks: JSONNode, hasVersion: Bool, at probe: Probe) -> HookDialect {
        if probe.folders.last == ".codex" { return .codex }
        if probe.folders.last == ".cursor" { return .cursor }
        let events = hooks.keys
        if !hasVersion, events.isEmpty || events.contains(where: HookEvents.claude.contains) { return .claude }
        let handlers = hooks.children.flatMap(\.children)
        if handlers.contains(where: { $0["hooks"] != nil }) { return .claude }
        if handlers.contains(where: { $0["bash"] != nil || $0["powershell"] != nil }) { return .copilot }
        let isCursor = events.contains { HookEvents.cursor.contains($0) && !HookEvents.copilot.contains($0) }
        if isCursor || probe.name.contains("cursor") { return .cursor }
        let isCopilot = events.contains { HookEvents.copilot.contains($0) && !HookEvents.cursor.contains($0) }
        if isCopilot || probe.folders.contains(".github") { return .copilot }
        guard hasVersion else { return .claude }
        return handlers.contains { $0["type"] != nil } ? .copilot : .cursor
    }
}

/// The events of each client.
enum HookEvents {
    static let claude: Set = [
        "SessionStart", "Setup", "UserPromptSubmit", "UserPromptExpansion", "PreToolUse", "PermissionRequest",
        "PermissionDenied", "PostToolUse", "PostToolUseFailure", "PostToolBatch", "Notification", "MessageDisplay",
        "SubagentStart", "SubagentStop", "TaskCreated", "TaskCompleted", "Stop", "StopFailure", "TeammateIdle",
        "InstructionsLoaded", "ConfigChange", "CwdChanged", "DirectoryAdded", "FileChanged", "WorktreeCreate",
        "WorktreeRemove", "PreCompact", "PostCompact", "Elicitation", "ElicitationResult", "SessionEnd",
    ]

    /// Events of Claude Code that ignore a matcher.
    static let withoutMatcher: Set = [
        "UserPromptSubmit", "PostToolBatch", "Stop", "TeammateIdle", "TaskCreated", "TaskCompleted", "WorktreeCreate",
        "WorktreeRemove", "MessageDisplay", "CwdChanged",
    ]

    /// Events of Claude Code whose handlers may have an `if`.
    static let ofTools: Set = [
        "PreToolUse", "PermissionRequest", "PermissionDenied", "PostToolUse", "PostToolUseFailure",
    ]

    static let copilot: Set = [
        "sessionStart", "sessionEnd", "userPromptSubmitted", "preToolUse", "postToolUse", "errorOccurred", "agentStop",
        "subagentStop",
    ]

    static let cursor: Set = [
        "beforeShellExecution", "afterShellExecution", "beforeMCPExecution", "afterMCPExecution", "beforeReadFile",
        "afterFileEdit", "beforeSubmitPrompt", "afterAgentResponse", "afterAgentThought", "beforeTabFileRead",
        "afterTabFileEdit", "sessionStart", "sessionEnd", "preToolUse", "postToolUse", "postToolUseFailure",
        "subagentStart", "subagentStop", "preCompact", "stop",
    ]
}
