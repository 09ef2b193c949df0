import SkillSplitFormats
import SkillSplitHost

/// The rules of Claude Code for `marketplace.json`.
enum MarketplaceRules {
    static func check(_ marketplace: JSONNode, diagnostics: inout [Diagnostic]) {
        for key in ["name", "owner", "plugins"] where marketplace[key] == nil {
            diagnostics.append(
                Diagnostic("plugin/missing-key", .error, "the marketplace has no '\(key)', which Claude Code requires")
            )
        }
        if let owner = marketplace["owner"], owner.text("name") == nil {
            diagnostics.append(
                Diagnostic(
                    "plugin/missing-key",
                    .error,
                    "the owner of the marketplace has no 'name'",
                    range: owner.range
                )
            )
        }
        guard let plugins = marketplace["plugins"] else { return }
        guard plugins.isArray else {
            diagnostics.append(
                Diagnostic("plugin/wrong-type", .error, "'plugins' must be a list", range: plugins.range)
            )
            return
        }
        let hasPluginRoot = marketplace["metadata"]?.text("pluginRoot") != nil
        var names: Set<String> = []
        for entry in plugins.children.prefix(10_000) {
            check(entry, hasPluginRoot: hasPluginRoot, names: &names, diagnostics: &diagnostics)
        }
    }

    private static func check(
        _ entry: JSONNode,
        hasPluginRoot: Bool,
        names: inout Set<String>,
        diagnostics: inout [Diagnostic]
    ) {
        guard let name = entry.text("name") else {
            diagnostics.append(
                Diagnostic(
                    "plugin/missing-key",
                    .error,
                    "a plugin of the marketplace has no 'name'",
                    range: entry.range
                )
            )
            return
        }
        if !names.insert(name).inserted {
            diagnostics.append(
                Diagnostic(
                    "plugin/duplicate-entry",
                    .error,
                    "the marketplace has two plugins called '\(name)'",
                    range: entry["name"]?.range
                )
            )
        }
        guard let source = entry["source"] else {
            diagnostics.append(
                Diagnostic("plugin/missing-key", .error, "the plugin '\(name)' has no 'source'", range: entry.range)
            )
            return
        }
        guard let flaw = flaw(in: source, hasPluginRoot: hasPluginRoot) else { return }
        diagnostics.append(
            Diagnostic("plugin/bad-source", .error, "the source of '\(name)' \(flaw)", range: source.range)
        )
    }

    private static func flaw(in source: JSONNode, hasPluginRoot: Bool) -> String? {
        if let path = source.string {
            if path.split(separator: "/").contains("..") { return "must not climb out with '..'" }
            return path.hasPrefix("./") || path == "." || hasPluginRoot ? nil : "must start with ./"
        }
        guard let kind = source.text("source") else { return "must be a path, or an object with 'source'" }
        guard let required = ClientFacts.pluginSources[kind] else {
            return "is of the kind '\(kind)', none of \(Text.list(ClientFacts.pluginSources.keys.sorted()))"
        }
        let missing = required.filter { source.text($0) == nil }
        return missing.isEmpty ? nil : "needs \(Text.list(missing))"
    }
}
