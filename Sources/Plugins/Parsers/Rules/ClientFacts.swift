/// What the clients accept, as tables: to follow a new release of one, add a word here.
enum ClientFacts {
    /// The aliases that Claude Code has for models; a full id is accepted beside them.
    static let modelAliases = ["default", "sonnet", "opus", "haiku", "fable", "best", "opusplan", "inherit"]

    static let efforts = ["low", "medium", "high", "xhigh", "max"]

    static let shells = ["bash", "powershell"]

    static let permissionModes = ["default", "acceptEdits", "auto", "dontAsk", "bypassPermissions", "plan", "manual"]

    static let memoryScopes = ["user", "project", "local"]

    /// Those of the documentation, and the two that its older plugin guide names.
    static let colors = ["red", "blue", "green", "yellow", "purple", "orange", "pink", "cyan", "magenta", "gray"]

    /// The spellings of a boolean in front matter, in lower case.
    static let booleans = ["true", "false", "yes", "no", "on", "off", "1", "0"]

    /// The front matter of a skill: the six keys of the Agent Skills standard, then those of Claude Code.
    static let skillKeys: [String: ValueRule] = [
        "name": .text, "description": .text, "license": .text, "compatibility": .text, "metadata": .object,
        "allowed-tools": .list,
        "when_to_use": .text, "argument-hint": .any, "arguments": .list, "disable-model-invocation": .boolean,
        "user-invocable": .boolean, "disallowed-tools": .list, "model": .model, "effort": .oneOf(efforts),
        "context": .oneOf(["fork"]), "agent": .text, "background": .boolean, "hooks": .object, "paths": .list,
        "shell": .oneOf(shells),
    ]

    /// The front matter of a command: that of a skill.
    ///
    /// `name` and `paths` are read and ignored.
    static let commandKeys = skillKeys

    /// The front matter of a subagent of Claude Code.
    static let agentKeys: [String: ValueRule] = [
        "name": .text, "description": .text, "tools": .list, "disallowedTools": .list, "model": .model,
        "permissionMode": .oneOf(permissionModes), "maxTurns": .number, "skills": .list, "mcpServers": .any,
        "hooks": .object, "memory": .oneOf(memoryScopes), "background": .boolean, "effort": .oneOf(efforts),
        "isolation": .oneOf(["worktree"]), "color": .oneOf(colors), "initialPrompt": .text,
    ]

    /// What a subagent that comes with a plugin may not set.
    static let keysIgnoredInPluginAgents = ["hooks", "mcpServers", "permissionMode"]

    /// The front matter of an output style.
    static let outputStyleKeys: [String: ValueRule] = [
        "name": .text, "description": .text, "keep-coding-instructions": .boolean, "force-for-plugin": .boolean,
    ]

    /// The front matter of a rule of Claude Code.
    static let ruleKeys: [String: ValueRule] = ["paths": .list, "description": .text]

    /// The front matter of a rule of Cursor.
    static let cursorRuleKeys: [String: ValueRule] = ["description": .text, "globs": .list, "alwaysApply": .boolean]

    /// Instructions that clients read by their name alone, in any folder.
    static let memoryFiles: Set = [
        "CLAUDE.md", "CLAUDE.local.md", "AGENTS.md", "AGENTS.override.md", "GEMINI.md", "copilot-instructions.md",
    ]

    /// The keys of `plugin.json` for Claude Code.
    static let pluginKeys: [String: ValueRule] = [
        "$schema": .text, "name": .text, "displayName": .text, "version": .text, "description": .text,
        "homepage": .text, "repository": .text, "license": .text, "author": .object, "keywords": .texts,
        "metadata": .object, "experimental": .object, "defaultEnabled": .boolean, "skills": .list, "commands": .any,
        "agents": .list, "workflows": .list, "outputStyles": .list, "hooks": .any, "mcpServers": .any,
        "lspServers": .any, "userConfig": .object, "channels": .array, "dependencies": .array, "themes": .list,
        "monitors": .list,
    ]

    /// The keys of a root `plugin.json` of Agent Plugins 1.0.0.
    static let agentPluginKeys: [String: ValueRule] = [
        "$schema": .text, "name": .text, "version": .text, "description": .text, "author": .any, "homepage": .text,
        "repository": .any, "license": .text, "keywords": .texts, "extensions": .object,
    ]

    static let agentPluginSchema = "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json"

    /// The keys of a plugin manifest that hold paths below the plugin's folder.
    static let pluginPathKeys = [
        "skills", "commands", "agents", "workflows", "outputStyles", "hooks", "mcpServers", "lspServers",
    ]

    /// The ways to name the source of a plugin in a marketplace, and what each requires.
    static let pluginSources: [String: [String]] = [
        "github": ["repo"], "url": ["url"], "git-subdir": ["url", "path"], "npm": ["package"], "archive": ["url"],
        "command": ["command"], "local": ["path"],
    ]

    /// The ways to reach an MCP server, and what each requires.
    static let serverTypes: [String: String] = [
        "stdio": "command", "http": "url", "streamable-http": "url", "sse": "url", "ws": "url",
    ]
}
