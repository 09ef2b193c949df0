import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Ingest trees, and whatever changes in them, until it is stopped.",
        discussion: """
            Takes what 'ingest' takes. A change is in the library a moment after it was written. Files that go away stay
            in the library unless --prune is given. Ctrl-C or SIGTERM ends it with status 0; what was begun is written
            whole.

            With --json each event is one line: {"event":"ready",…}, then stored, pruned, failed, refused, warning.

            EXAMPLES
              skill-split watch ~/.claude
              skill-split watch skills agents --prune --json
            """
    )

    @OptionGroup var ingest: IngestOptions

    @Option(help: ArgumentHelp("How often to look where the system does not tell of changes.", valueName: "seconds"))
    var interval = 1.0

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0.05...86_400).contains(interval) else {
            throw ValidationError("--interval is \(interval); write seconds between 0.05 and 86400.")
        }
    }

    func run() async throws {
        let watcher = Watcher(
            registry: try ingest.registry(),
            request: try await ingest.request(),
            isolation: ingest.isolate(),
            interval: .seconds(interval)
        )
        let printer = WatchPrinter(isJSON: output.json)
        try await Interruption.cancelling { try await watcher.run(printer.show) }
    }
}
