import Foundation
import SkillSplitBuiltIn
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite struct BuiltInParsersTests {
    private static let registry = try? PluginRegistry(builtInPlugins)

    @Test(arguments: builtInPlugins.filter(\.isParser).map(\.manifest.id))
    func keepsTheContract(id: String) throws {
        let parser = try #require(Self.registry?.parsers.first { $0.manifest.id == id })
        try check(parser.plugin)
    }

    private func check(_ parser: some ParserPlugin) throws {
        try ParserConformance(parser).check()
    }

    @Test func everyParserFileIsRegistered() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/Plugins/Parsers").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix("Parser.swift")
        }
        #expect(files.count == builtInPlugins.filter(\.isParser).count)
    }

    @Test(arguments: [
        (".claude/skills/pdf/SKILL.md", "", "skill"),
        (".agents/skills/pdf/SKILL.md", "", "skill"),
        (".claude/skills/pdf/references/forms.md", "", "reference"),
        (".claude/skills/pdf/scripts/run.py", "", "script"),
        (".claude/commands/commit.md", "", "command"),
        ("plugins/x/commands/git/commit.md", "", "command"),
        (".gemini/commands/git/commit.toml", "prompt = \"x\"\n", "command"),
        (".claude/agents/reviewer.md", "", "agent"),
        ("categories/core/api.md", "---\nname: api\ndescription: d\ntools: Read\n---\n", "agent"),
        (".claude/output-styles/brief.md", "", "output_style"),
        ("plugins/x/.claude-plugin/plugin.json", "{}", "plugin"),
        (".claude-plugin/marketplace.json", "{}", "plugin"),
        ("plugins/x/hooks/hooks.json", "{\"hooks\":{}}", "hook"),
        (".claude/settings.json", "{}", "config"),
        (".mcp.json", "{}", "config"),
        ("CLAUDE.md", "", "documentation"),
        (".claude/rules/swift.md", "", "documentation"),
        ("README.md", "", "documentation"),
        ("assets/logo.png", "\0PNG\0", "asset"),
    ])
    func knowsEachLayout(path: String, text: String, kind: String) throws {
        let probe = Probe(path: path, source: SourceBuffer(text))
        #expect(Self.registry?.parser(for: probe)?.manifest.kind?.rawValue == kind)
    }
}
