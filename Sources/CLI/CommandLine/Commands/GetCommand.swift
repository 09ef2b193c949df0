import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct GetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Print a section, or a whole file, byte for byte.",
        discussion: """
            EXAMPLES
              skill-split get claude/skills/pdf/SKILL.md           the file
              skill-split get claude/skills/pdf/SKILL.md#usage     a section and what is nested in it
              skill-split get 4711 --own                           a section by id, without what is nested in it
            """,
        aliases: ["get-section"]
    )

    @Argument(help: "An id, path#address, or path.")
    var reference: String

    @Flag(exclusivity: .exclusive, help: "How much of the section.")
    var extent: Extent = .subtree

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    enum Extent: String, EnumerableFlag {
        case subtree, own

        static func help(for value: Extent) -> ArgumentHelp? {
            switch value {
            case .subtree: "The section and all that is nested in it."
            case .own: "The section's own text only."
            }
        }
    }

    func run() async throws {
        try await call.run()
    }

    var call: GetCall {
        GetCall(reference: reference, extent: extent, library: library.library, isJSON: output.json)
    }
}

/// A call of `get`, however its arguments were read.
struct GetCall: Equatable {
    var reference: String
    var extent: GetCommand.Extent
    var library: String?
    var isJSON: Bool

    func run() async throws {
        let session = try await LibraryOptions.open(library: library)
        let reader = LibraryReader(session)
        let located = try await reader.locate(SectionReference(reference))
        let content = try await reader.read(located, extent == .own ? .own : .subtree)
        if isJSON {
            Output.json(Self.json(located, content))
        } else {
            Output.bytes(content)
        }
        try await session.finish()
    }

    static func json(_ located: LocatedSection, _ content: [UInt8]) -> MetadataValue {
        let text = String(validating: content, as: UTF8.self)
        let fields = located.section?.jsonFields(in: located.file.path) ?? located.file.jsonFields
        return .object(
            fields + [
                text.map { MetadataField("content", .string($0)) }
                    ?? MetadataField("content_hex", .string(Hexadecimal.text(content)))
            ]
        )
    }
}
