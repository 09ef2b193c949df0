import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct ParseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Show what a parser makes of files, without a library.",
        discussion: """
            EXAMPLES
              skill-split parse SKILL.md
              skill-split parse hooks/hooks.json --plugin hook --json
            """
    )

    @Argument(help: "Files.")
    var files: [String]

    @Option(help: ArgumentHelp("Use this parser.", valueName: "id"))
    var plugin: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        var registry = try PluginRegistry(SkillSplit.plugins)
        if let plugin { registry = try registry.selecting(parsers: [plugin]) }
        var all: [MetadataValue] = []
        for file in files {
            let record = try SingleFile(registry: registry).parse(Array(file.utf8), forced: plugin != nil)
            if output.json {
                all.append(Self.json(record, file))
            } else {
                Self.print(record, file)
            }
        }
        if output.json { Output.json(.array(all)) }
    }

    private static func print(_ record: Record, _ file: String) {
        Output.line("\(file)  \(record.kind.rawValue) (parser \(record.parser.id))")
        if let name = record.document.metadata.name { Output.line("  name: \(TerminalText.sanitised(name))") }
        if let description = record.document.metadata.description {
            Output.line("  description: \(TerminalText.sanitised(description))")
        }
        for (section, entry) in zip(record.document.sections, record.outline.entries) {
            let indent = String(repeating: "  ", count: min(section.depth, 20))
            let title = TerminalText.title(section.title, kind: section.kind)
            Output.line(
                "\(indent)\(title)  (lines \(entry.lines.lowerBound)-\(entry.lines.upperBound))  #\(entry.address)"
            )
        }
        for diagnostic in record.diagnostics {
            Output.note("\(diagnostic.severity.rawValue): \(diagnostic.summary) [\(diagnostic.rule)]")
        }
    }

    private static func json(_ record: Record, _ file: String) -> MetadataValue {
        let sections = zip(record.document.sections, record.outline.entries).map { section, entry in
            MetadataValue.object([
                MetadataField("address", .string(entry.address)),
                MetadataField("kind", .string(section.kind.rawValue)),
                MetadataField("title", .string(section.title)),
                MetadataField("depth", .integer(Int64(section.depth))),
                MetadataField("lines", entry.lines.json),
                MetadataField("bytes", section.range.json),
            ])
        }
        return .object([
            MetadataField("file", .string(file)),
            MetadataField("kind", .string(record.kind.rawValue)),
            MetadataField("parser", .string(record.parser.id)),
            MetadataField("name", .optional(record.document.metadata.name)),
            MetadataField("description", .optional(record.document.metadata.description)),
            MetadataField("metadata", .object(record.document.metadata.fields)),
            MetadataField("hash", .string("\(record.hash)")),
            MetadataField("sections", .array(sections)),
            MetadataField("diagnostics", .array(record.diagnostics.map { .object($0.jsonFields()) })),
        ])
    }
}
