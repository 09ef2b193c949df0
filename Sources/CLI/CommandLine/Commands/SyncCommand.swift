public import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Bring this machine's library and a shared one together, in both directions.",
        discussion: """
            Each file is compared three ways: here, there, and what both last agreed on. Where only one side changed, it
            wins; where both did, their sections are merged. What cannot be merged follows --conflict, and the version that
            gives way is kept ('skill-split conflicts'). A run that is stopped anywhere is taken up by the next one.

            EXAMPLES
              skill-split sync --dry-run
              skill-split sync
              skill-split sync --push --max-delete 10
              skill-split sync --watch
              skill-split sync --install-timer
            """
    )

    @OptionGroup var library: LibraryOptions

    @Option(name: .customLong("with"), help: ArgumentHelp("The shared library.", valueName: "url"))
    var remote = "supabase:"

    @Flag(exclusivity: .exclusive, help: "Which changes are carried.")
    var direction = SyncRequest.Direction.both

    @Option(
        help: ArgumentHelp(
            "What becomes of a file that both changed: \(SyncRequest.ConflictPolicy.allValueStrings.joined(separator: ", ")).",
            valueName: "policy"
        )
    )
    var conflict = SyncRequest.ConflictPolicy.keepBoth

    @Flag(help: "Say what would be done; write nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("How many files a side may lose in a run.", valueName: "n|p%"))
    var maxDelete = "50%"

    @Flag(help: "Go on and on: look every --interval seconds whether a side changed.")
    var watch = false

    @Option(help: ArgumentHelp("Seconds between two looks of --watch.", valueName: "seconds"))
    var interval = 30

    @Flag(help: "Print a systemd timer and a crontab line that sync every quarter of an hour; install nothing.")
    var installTimer = false

    @OptionGroup var secrets: SecretOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard DeletionLimit(maxDelete) != nil else {
            throw ValidationError("--max-delete is a number of files, or a percentage: 25 or 25%.")
        }
        guard interval > 0 else { throw ValidationError("--interval is at least 1.") }
    }

    func run() async throws {
        if installTimer {
            let url = try await library.url()
            return Output.line(SyncTimer(library: url, remote: remote, options: timerOptions).text)
        }
        guard watch else {
            if try await !once().isComplete { throw ExitStatus.findings }
            return
        }
        try await keepOn()
    }

    /// One run.
    private func once() async throws -> SyncReport {
        let registry = try PluginRegistry(SkillSplit.plugins)
        let local = try await library.openSyncBase(dryRun ? .read : .write)
        let shared = try await LibraryOptions(library: remote).open(dryRun ? .read : .write)
        let request = try await request(remoteName: SharedLibraryName.of(shared, at: SinkURL(remote)))
        let report = try await Synchronizer(local: local, remote: shared, registry: registry).run(request)
        try await local.finish()
        try await shared.finish()
        if output.json {
            Output.json(report.json(isDryRun: dryRun))
        } else if !watch || report.changes > 0 || !report.isComplete {
            SyncSummary(report: report, isDryRun: dryRun).print()
        }
        return report
    }

    /// Runs until the process is ended; what fails now may work later.
    private func keepOn() async throws {
        while true {
            do {
                _ = try await once()
            } catch let error as SkillSplitError where [.network, .busy].contains(error.code) {
                Output.report(error)
            }
            try await Task.sleep(for: .seconds(interval))
        }
    }

    private func request(remoteName: String) async throws(SkillSplitError) -> SyncRequest {
        var request = SyncRequest(remoteName: remoteName)
        request.direction = direction
        request.conflicts = conflict
        request.isDryRun = dryRun
        request.secrets = secrets.policy(try await Settings())
        if let limit = DeletionLimit(maxDelete) { request.deletionLimit = limit }
        return request
    }

    /// The flags that a timer repeats.
    private var timerOptions: [String] {
        var options: [String] = []
        if direction != .both { options.append("--\(direction)") }
        if conflict != .keepBoth { options += ["--conflict", conflict.rawValue] }
        if maxDelete != "50%" { options += ["--max-delete", maxDelete] }
        return options
    }
}

/// The direction as flags: `--push`, `--pull`, `--both`.
extension SyncRequest.Direction: EnumerableFlag {}

extension SyncRequest.ConflictPolicy: ExpressibleByArgument {}

/// What a sync remembers its agreements under: the same for the same library, whatever folder it is named from.
enum SharedLibraryName {
    static func of(_ library: any LibrarySession, at url: SinkURL) -> String {
        if let library = library as? any AddressedLibrary { return library.address }
        return "\(url.scheme):\(WorkingFolder.absolute(url.location))"
    }
}
