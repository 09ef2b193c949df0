import Foundation
import SkillSplitBuiltIn
import SkillSplitHost
import SkillSplitTesting
import Testing

/// What the README says of the program is taken from the program; `RECORD_SNAPSHOTS=1` writes it anew.
@Suite struct ReadmeTests {
    private static let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../README.md").standardizedFileURL

    @Test func showsTheTableOfRegisteredPlugins() throws {
        let parsers = builtInPlugins.filter(\.isParser).reversed().map { Self.row($0, "parser") }
        let sinks = builtInPlugins.filter { !$0.isParser }.map { Self.row($0, "sink") }
        let table = ["| id | role | what |", "| --- | --- | --- |"] + parsers + sinks
        try Snapshot.expect(
            Self.replacing("plugins", by: table.joined(separator: "\n")),
            matches: Self.readme.path
        )
    }

    private static func row(_ plugin: PluginRegistration, _ role: String) -> String {
        "| `\(plugin.manifest.id)` | \(role) | \(plugin.manifest.summary) |"
    }

    /// The README with the lines between the comments `<!-- name -->` and `<!-- /name -->` replaced.
    private static func replacing(_ name: String, by text: String) throws -> String {
        let readme = try String(contentsOf: readme, encoding: .utf8)
        let start = try #require(readme.range(of: "<!-- \(name) -->\n"))
        let end = try #require(readme.range(of: "\n<!-- /\(name) -->", range: start.upperBound..<readme.endIndex))
        return readme.replacingCharacters(in: start.upperBound..<end.lowerBound, with: text)
    }
}
