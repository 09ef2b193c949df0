import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct DuplicatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates",
        abstract: "Show copies, namesakes and variants of components.",
        discussion: """
            Copies have the same bytes. Namesakes are components of one kind and name with different bytes. Variants
            share most of their sections.

            EXAMPLES
              skill-split duplicates
              skill-split duplicates --kind skill --json
            """
    )

    @OptionGroup var filter: FilterOptions
    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await library.open()
        let report = try await DuplicateFinder(session).run(filter.filter())
        try await session.finish()
        if output.json {
            Output.json(Self.json(report))
        } else {
            Self.print(report)
        }
    }

    private static func print(_ report: DuplicateFinder.Report) {
        var table = TextTable(["WHAT", "DETAIL", "PATH"])
        for copies in report.copies {
            for path in copies.paths { table.add(["copy", "\(copies.hash)".prefix(12) + "", "\(path)"]) }
        }
        for namesakes in report.namesakes {
            for path in namesakes.paths {
                table.add(["namesake", "\(namesakes.kind.rawValue) \(namesakes.name)", "\(path)"])
            }
        }
        for variant in report.variants {
            let percent = "\(Int(variant.shared * 100)) % shared"
            table.add(["variant", percent, "\(variant.first)"])
            table.add(["", "", "\(variant.second)"])
        }
        table.print()
        Output.note(
            "\(report.copies.count) sets of copies, \(report.namesakes.count) names used more than once, "
                + "\(report.variants.count) pairs of variants"
        )
    }

    private static func json(_ report: DuplicateFinder.Report) -> MetadataValue {
        .object([
            MetadataField(
                "copies",
                .array(
                    report.copies.map { copies in
                        .object([
                            MetadataField("hash", .string("\(copies.hash)")),
                            MetadataField("size", .integer(Int64(copies.size))),
                            MetadataField("paths", .paths(copies.paths)),
                        ])
                    }
                )
            ),
            MetadataField(
                "namesakes",
                .array(
                    report.namesakes.map { namesakes in
                        .object([
                            MetadataField("kind", .string(namesakes.kind.rawValue)),
                            MetadataField("name", .string(namesakes.name)),
                            MetadataField("paths", .paths(namesakes.paths)),
                        ])
                    }
                )
            ),
            MetadataField(
                "variants",
                .array(
                    report.variants.map { variant in
                        .object([
                            MetadataField("paths", .paths([variant.first, variant.second])),
                            MetadataField("shared", .number(variant.shared)),
                        ])
                    }
                )
            ),
        ])
    }
}
