import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct TreeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tree",
        abstract: "Show the sections of a file: ids, addresses and lines.",
        discussion: """
            EXAMPLES
              skill-split tree claude/skills/pdf/SKILL.md
            """
    )

    @Argument(help: "The path of a file in the library.")
    var path: String

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await library.open()
        let located = try await LibraryReader(session).locate(.file(DocumentPath(path)))
        if output.json {
            let sections = located.sections.map { section in
                MetadataValue.object(section.jsonFields(in: located.file.path))
            }
            Output.json(.object(located.file.jsonFields + [MetadataField("outline", .array(sections))]))
        } else {
            Output.line("\(located.file.path)  \(located.file.kind.rawValue)")
            for section in located.sections { Output.line(Self.line(section)) }
        }
        try await session.finish()
    }

    private static func line(_ section: StoredSection) -> String {
        let indent = String(repeating: "  ", count: min(section.depth, 20))
        let title = TerminalText.title(section.title, kind: section.kind)
        let lines =
            section.lines.count == 1
            ? "line \(section.lines.lowerBound)" : "lines \(section.lines.lowerBound)-\(section.lines.upperBound)"
        return "\(indent)[\(section.id.rawValue)] \(title)  (\(lines))  #\(section.address)"
    }
}
