import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct ComposeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compose",
        abstract: "Make a new component out of sections of any files.",
        discussion: """
            The order is kept, headings get levels without a jump, pieces of scripts and JSON come between fences. The
            front matter says where each part comes from. The result is parsed before it is written.

            EXAMPLES
              skill-split compose --sections 12,40 --output skills/tea/SKILL.md --title "Tea" --description "Brews tea."
              skill-split compose --sections claude/CLAUDE.md#style --subsections --kind documentation --output style.md
            """
    )

    @Option(help: ArgumentHelp("Ids or path#address, in order; may be repeated.", valueName: "a,b,…"))
    var sections: [String]

    @Option(help: ArgumentHelp("The file to write; - for standard output.", valueName: "path"))
    var output: String

    @Option(help: "The title; default: that of the first section.")
    var title: String?

    @Option(help: "What it is for; default: a sentence that names the sections.")
    var description: String?

    @Option(help: "skill, command, agent, output_style, reference or documentation.")
    var kind: String = "skill"

    @Flag(help: "Take what is nested in each section with it.")
    var subsections = false

    @Flag(help: "Replace a file that is there.")
    var force = false

    @OptionGroup var library: LibraryOptions
    @OptionGroup var format: OutputOptions

    func run() async throws {
        var references: [SectionReference] = []
        for text in sections.flatMap({ $0.split(separator: ",") }) {
            references.append(try SectionReference(String(text)))
        }
        var request = Composer.Request(references)
        request.title = title
        request.description = description
        request.includesSubsections = subsections
        if let kind = try KnownKinds.resolve([kind]).first { request.kind = kind }
        let session = try await library.open()
        let composer = Composer(library: session, registry: try PluginRegistry(SkillSplit.plugins))
        let composition = try await composer.compose(request)
        try await session.finish()
        guard output != "-" else { return Output.bytes(composition.bytes) }
        let path = try NewFile.write(
            composition.bytes,
            to: Array(output.utf8),
            home: Array(SettingsFile.home.utf8),
            replaces: force
        )
        if format.json {
            Output.json(
                .object([
                    MetadataField("path", .string(PathText.display(path))),
                    MetadataField("title", .string(composition.title)),
                    MetadataField("size", .integer(Int64(composition.bytes.count))),
                    MetadataField("sources", .array(composition.sources.map { .string($0) })),
                    MetadataField("diagnostics", .array(composition.diagnostics.map { .object($0.jsonFields()) })),
                ])
            )
        } else {
            for finding in composition.diagnostics { Output.note("\(finding.severity.rawValue): \(finding.summary)") }
            Output.line(PathText.display(path))
            let count = composition.sources.count
            Output.note("\(Output.counted(count, "section")), \(composition.bytes.count) bytes")
        }
    }
}
