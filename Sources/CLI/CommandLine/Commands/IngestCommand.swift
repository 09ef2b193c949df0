import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Take files, or whole trees, into a library or any other sink.",
        discussion: """
            Each root becomes a collection: the root's name without a leading dot, or --collection. Unchanged files are
            not read again. What is left out, and by which rule, is in the report.

            EXAMPLES
              skill-split ingest ~/.claude
              skill-split ingest plugins --collection team --to sqlite:team.db --to files:backup
              skill-split ingest . --kind skill,agent --route 'docs/**=sqlite:docs.db'
              skill-split ingest ~/.claude --prune --dry-run
            """
    )

    @OptionGroup var ingest: IngestOptions

    @Flag(help: "Say what would be done; write nothing.")
    var dryRun = false

    @Flag(help: "Read every file, even where its stamp says that it is unchanged.")
    var checksum = false

    @Flag(help: "Say only what went wrong.")
    var quiet = false

    @Flag(help: "Name each file that was left out, and each finding.")
    var verbose = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        var request = try await ingest.request()
        request.isDryRun = dryRun
        request.readsEverything = checksum
        let ingestor = Ingestor(registry: try ingest.registry(), isolation: ingest.isolate())
        let meter = quiet || output.json ? nil : ProgressMeter()
        let report = try await ingestor.run(request) { progress in meter?.show(progress) }
        meter?.clear()
        if output.json {
            Output.json(report.json(isDryRun: dryRun))
        } else {
            IngestSummary(report: report, isDryRun: dryRun, isQuiet: quiet, isVerbose: verbose).print()
        }
        if !report.isComplete { throw ExitStatus.findings }
    }
}
