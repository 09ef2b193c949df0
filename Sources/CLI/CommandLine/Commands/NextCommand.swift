import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct NextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next",
        abstract: "Print the section after a section, and the id it has.",
        discussion: """
            Goes to the next section at the same depth, or, with --child, to the first one nested in it. The id and
            address are said on standard error, so that the text can be piped.

            EXAMPLES
              skill-split next 4711
              skill-split next claude/skills/pdf/SKILL.md#usage --child
            """
    )

    @Argument(help: "An id or path#address.")
    var reference: String

    @Flag(help: "Go to the first section nested in it.")
    var child = false

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await library.open()
        let reader = LibraryReader(session)
        let located = try await reader.locate(SectionReference(reference))
        guard let position = located.position else {
            throw SkillSplitError(
                .usage,
                "'\(reference)' names a file, not a section",
                remedy: "Name a section: list them with 'skill-split tree \(reference)'."
            )
        }
        guard let next = LibraryReader.next(after: position, in: located.sections, child: child) else {
            throw SkillSplitError(
                .notFound,
                child ? "no section is nested in '\(reference)'" : "no section follows '\(reference)'",
                remedy: "See where it stands with 'skill-split tree \(located.file.path)'."
            )
        }
        let found = located.moved(to: next.position)
        let content = try await reader.read(found, .own)
        if output.json {
            Output.json(GetCall.json(found, content))
        } else {
            Output.note("\(next.id.rawValue)  \(located.file.path)#\(next.address)")
            Output.bytes(content)
        }
        try await session.finish()
    }
}
