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

            A database of the Python program of the same name is imported: each file that can be rebuilt byte for byte, which
            its hash proves, is stored; the others are named with the reason. Name it alone.

            EXAMPLES
              skill-split ingest ~/.claude
              skill-split ingest plugins --collection team --to sqlite:team.db --to files:backup
              skill-split ingest . --kind skill,agent --route 'docs/**=sqlite:docs.db'
              skill-split ingest ~/.claude --prune --dry-run
              skill-split ingest ~/.claude/databases/skill-split.db
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
        let registry = try ingest.registry()
        let report: IngestReport
        if let store = try ingest.foreignStore(registry) {
            report = try await ForeignImporter(registry: registry).run(store, request)
        } else {
            let meter = quiet || output.json ? nil : ProgressMeter()
            report = try await Ingestor(registry: registry, isolation: ingest.isolate())
                .run(request) { progress in meter?.show(progress) }
            meter?.clear()
        }
        if output.json {
            Output.json(report.json(isDryRun: dryRun))
        } else {
            IngestSummary(report: report, isDryRun: dryRun, isQuiet: quiet, isVerbose: verbose).print()
        }
        if !report.isComplete { throw ExitStatus.findings }
    }
}
