import SkillSplitFormats
import SkillSplitHost

/// The rules of Claude Code for `.lsp.json`: language servers by name.
enum LanguageServerRules {
    static func check(_ servers: JSONNode, diagnostics: inout [Diagnostic]) {
        for server in servers.children.prefix(1000) {
            for key in ["command", "extensionToLanguage"] where server[key] == nil {
                diagnostics.append(
                    Diagnostic(
                        "config/missing-field",
                        .error,
                        "the language server '\(server.key ?? "")' needs '\(key)'",
                        range: server.keyRange
                    )
                )
            }
        }
    }
}
