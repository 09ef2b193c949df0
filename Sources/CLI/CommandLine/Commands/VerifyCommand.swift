import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove that each file read back from the library is what was ingested.",
        discussion: """
            Reads every section, joins them, and compares the hash with that of the ingested file. Writes nothing.

            EXAMPLES
              skill-split verify
              skill-split verify claude/skills claude/agents
            """
    )

    @Argument(help: "Files or folders of the library; all of it by default.")
    var paths: [String] = []

    @OptionGroup var filter: FilterOptions
    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await library.open()
        let prefixes = try paths.map { path throws(SkillSplitError) in try DocumentPath(path) }
        var report = Verifier.Report()
        if prefixes.isEmpty {
            report = try await Verifier(session).run(filter.filter())
        }
        for prefix in prefixes {
            let part = try await Verifier(session).run(filter.filter(prefix: prefix))
            guard part.files > 0 else { throw SkillSplitError.nothingBelow(prefix) }
            report.add(part)
        }
        try await session.finish()
        print(report)
        if !report.different.isEmpty { throw ExitStatus.findings }
    }

    private func print(_ report: Verifier.Report) {
        if output.json {
            let different = report.different.map { file in
                MetadataValue.object([
                    MetadataField("path", .string(file.path)), MetadataField("error", file.detail.json),
                ])
            }
            Output.json(
                .object([
                    MetadataField("files", .integer(Int64(report.files))),
                    MetadataField("identical", .integer(Int64(report.identical))),
                    MetadataField("bytes", .integer(Int64(report.bytes))),
                    MetadataField("different", .array(different)),
                ])
            )
        } else {
            for file in report.different { Output.report(file.detail) }
            Output.line("\(report.identical) of \(report.files) files identical (\(report.bytes) bytes)")
        }
    }
}
