import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the files of a library to other sinks.",
        discussion: """
            EXAMPLES
              skill-split export --to files:restored
              skill-split export claude/skills --to sqlite:skills.db
              skill-split export --to html:site --title "Our skills" --only skill,agent
            """
    )

    @Argument(help: "Files or folders of the library; all of it by default.")
    var paths: [String] = []

    @Option(help: ArgumentHelp("A sink; may be repeated.", valueName: "url"))
    var to: [String]

    @OptionGroup(title: "Documentation sites") var site: SiteOptions
    @OptionGroup var filter: FilterOptions
    @OptionGroup var secrets: SecretOptions
    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !to.isEmpty else { throw ValidationError("Name a sink with --to, such as --to files:restored.") }
    }

    func run() async throws {
        let urls = try to.map { text throws(SkillSplitError) in try site.applied(to: SinkURL(text)) }
        let session = try await library.open()
        var filters: [FileFilter] = []
        for path in paths { filters.append(try filter.filter(prefix: DocumentPath(path))) }
        if paths.isEmpty { filters = [try filter.filter()] }
        let exporter = Exporter(registry: try PluginRegistry(SkillSplit.plugins), library: session)
        let report = try await exporter.run(filters, to: urls, secrets: secrets.policy(Settings()))
        try await session.finish()
        if output.json {
            Output.json(report.json(isDryRun: false))
        } else {
            IngestSummary(report: report, isDryRun: false, isQuiet: false, isVerbose: false).print()
        }
        if !report.isComplete { throw ExitStatus.findings }
    }
}
