import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Show how large a library is, and what reading sections instead of files saves.",
        discussion: """
            Tokens are an estimate: bytes divided by four; no tokeniser is run.

            EXAMPLES
              skill-split stats
              skill-split stats --kind skill --json
            """
    )

    @OptionGroup var filter: FilterOptions
    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await library.open()
        let stats = try await LibraryStats(of: session, filter.filter())
        try await session.finish()
        if output.json {
            Output.json(Self.json(stats))
        } else {
            Self.print(stats)
        }
    }

    private static func print(_ stats: LibraryStats) {
        var table = TextTable(["KIND", "FILES", "SECTIONS", "BYTES", "TOKENS (ESTIMATE)"])
        for (kind, group) in stats.kinds.sorted(by: { $0.key < $1.key }) { table.add(row(kind.rawValue, group)) }
        table.add(row("all", stats.total))
        table.print()
        guard let saved = stats.reading.savedPercent else { return }
        let reading = stats.reading
        let section = LibraryStats.tokens(ofBytes: reading.sectionBytes / max(1, reading.sections))
        let file = LibraryStats.tokens(ofBytes: reading.fileBytes / max(1, reading.sections))
        Output.line(
            "A section with what is nested in it has \(section) tokens, its file \(file): \(Int(saved)) % fewer, on average "
                + "over \(reading.sections) sections of files with more than one."
        )
        Output.note("tokens are an estimate: \(LibraryStats.tokenMethod)")
    }

    private static func row(_ name: String, _ group: LibraryStats.Group) -> [String] {
        [name, "\(group.files)", "\(group.sections)", "\(group.bytes)", "\(group.tokens)"]
    }

    private static func json(_ stats: LibraryStats) -> MetadataValue {
        let kinds = stats.kinds.sorted { $0.key < $1.key }.map { MetadataField($0.key.rawValue, json($0.value)) }
        return .object([
            MetadataField("total", json(stats.total)),
            MetadataField("kinds", .object(kinds)),
            MetadataField("token_method", .string(LibraryStats.tokenMethod)),
            MetadataField(
                "section_instead_of_file",
                .object([
                    MetadataField("sections", .integer(Int64(stats.reading.sections))),
                    MetadataField("section_bytes", .integer(Int64(stats.reading.sectionBytes))),
                    MetadataField("file_bytes", .integer(Int64(stats.reading.fileBytes))),
                    MetadataField("saved_percent", stats.reading.savedPercent.map { .number($0) } ?? .null),
                ])
            ),
        ])
    }

    private static func json(_ group: LibraryStats.Group) -> MetadataValue {
        .object([
            MetadataField("files", .integer(Int64(group.files))),
            MetadataField("sections", .integer(Int64(group.sections))),
            MetadataField("bytes", .integer(Int64(group.bytes))),
            MetadataField("estimated_tokens", .integer(Int64(group.tokens))),
        ])
    }
}
