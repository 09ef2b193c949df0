import ArgumentParser
import SkillSplitHost

struct PluginsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugins",
        abstract: "List the parsers and sinks, or show one of them.",
        discussion: """
            EXAMPLES
              skill-split plugins
              skill-split plugins skill
            """
    )

    @Argument(help: "The id of a plugin.")
    var id: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let registrations = try PluginRegistry(SkillSplit.plugins).registrations
        let shown = registrations.filter { id == nil || $0.manifest.id == id }
        if let id, shown.isEmpty {
            throw SkillSplitError(
                .notFound,
                "no plugin called '\(id)'",
                remedy: "List them with 'skill-split plugins'."
            )
        }
        if output.json {
            Output.json(.array(shown.map(Self.json)))
        } else if id == nil {
            var table = TextTable(["ID", "ROLE", "VERSION", "STABILITY", "SUMMARY"])
            for plugin in shown {
                let manifest = plugin.manifest
                table.add([
                    manifest.id, plugin.isParser ? "parser" : "sink", String(manifest.version),
                    manifest.stability.rawValue, manifest.summary,
                ])
            }
            table.print()
        } else {
            for plugin in shown { Self.show(plugin) }
        }
    }

    private static func show(_ plugin: PluginRegistration) {
        Output.line("\(plugin.manifest.id): \(plugin.manifest.summary)")
        for option in plugin.optionHelp { Output.line("  option \(option.name): \(option.summary)") }
        for example in plugin.examples {
            Output.line("\n\(example.path) (\(example.title))")
            for section in example.sections {
                let indent = String(repeating: "  ", count: section.depth)
                Output.line("\(indent)\(section.kind.rawValue) \(TerminalText.sanitised(section.title))")
            }
        }
    }

    private static func json(_ plugin: PluginRegistration) -> MetadataValue {
        .object([
            MetadataField("id", .string(plugin.manifest.id)),
            MetadataField("role", .string(plugin.isParser ? "parser" : "sink")),
            MetadataField("kind", .optional(plugin.manifest.kind?.rawValue)),
            MetadataField("version", .integer(Int64(plugin.manifest.version))),
            MetadataField("stability", .string(plugin.manifest.stability.rawValue)),
            MetadataField("summary", .string(plugin.manifest.summary)),
            MetadataField(
                "options",
                .array(
                    plugin.optionHelp.map { option in
                        .object([
                            MetadataField("name", .string(option.name)),
                            MetadataField("summary", .string(option.summary)),
                        ])
                    }
                )
            ),
        ])
    }
}
