public import SkillSplitHost

/// Keeps sinks in step with trees: ingests again whenever something below the roots changes.
///
/// Each pass is a whole ingest, which looks at every file's stamp: so an event that was lost, or a library that another
/// process changed, needs no care of its own.
public struct Watcher: Sendable {
    /// A pass waits until nothing has changed for this long, so that one sees what an editor writes in several steps.
    private static let quiet: Duration = .milliseconds(25)
    /// It waits no longer than this.
    private static let patience: Duration = .milliseconds(100)
    /// The pause before what failed is tried again, which doubles up to the longest.
    private static let pauses: (first: Duration, longest: Duration) = (.seconds(1), .seconds(60))

    public enum Event: Sendable {
        /// The first pass is over: from here on changes are seen.
        case ready(IngestReport, folders: Int, isPolling: Bool)
        /// A later pass found something to do or to say.
        case changed(IngestReport)
        /// A pass could not begin; it is tried again.
        case failed(SkillSplitError)
    }

    private let ingestor: Ingestor
    private let request: IngestRequest
    private let events: FolderEvents

    /// - Parameters:
    ///   - registry: The plugins.
    ///   - request: What to ingest, and where to.
    ///   - isolation: As of ``Ingestor``.
    ///   - interval: How often to look where the system does not tell of changes.
    public init(
        registry: PluginRegistry,
        request: IngestRequest,
        isolation: ParserIsolation? = nil,
        interval: Duration = .seconds(1)
    ) {
        ingestor = Ingestor(registry: registry, isolation: isolation)
        self.request = request
        events = FolderEvents(interval: interval)
    }

    /// Runs until the task is cancelled; the pass that is under way stops at the next chunk of files.
    ///
    /// - Parameter tell: Called after each pass that had something to do.
    /// - Throws: What the first pass throws; later ones are tried again.
    public func run(_ tell: @Sendable (Event) -> Void) async throws(SkillSplitError) {
        defer { events.stop() }
        let first = try await ingestor.run(request)
        watch(first)
        tell(.ready(first, folders: first.folders.count, isPolling: events.isPolling))
        var last = first
        var pause = Self.pauses.first
        var seen = 0
        for await _ in events.signal.changes where events.signal.count != seen {
            await settle()
            seen = events.signal.count
            let start = ContinuousClock.now
            do throws(SkillSplitError) {
                let report = try await ingestor.run(request)
                watch(report)
                if report.hasNews(since: last) { tell(.changed(report)) }
                last = report
                guard report.sinks.contains(where: { $0.failure != nil }) else {
                    pause = Self.pauses.first
                    // Under a stream of changes, half of a core is enough.
                    await sleep(min(ContinuousClock.now - start, Self.pauses.first))
                    continue
                }
            } catch {
                tell(.failed(error))
            }
            await sleep(pause)
            pause = min(pause * 2, Self.pauses.longest)
            events.signal.send()
        }
    }

    /// Waits until the changes pause.
    private func settle() async {
        let deadline = ContinuousClock.now + Self.patience
        var count = events.signal.count
        repeat {
            await sleep(Self.quiet)
            if events.signal.count == count { return }
            count = events.signal.count
        } while ContinuousClock.now < deadline && !Task.isCancelled
    }

    /// Listens to the folders of a pass; where some are new, what changed in them meanwhile asks for another pass.
    private func watch(_ report: IngestReport) {
        let own = OwnFiles(of: request.urls)
        var isNew = false
        for folder in report.folders where events.watch(folder, ignoring: own.names(in: folder)) { isNew = true }
        if isNew { events.signal.send() }
    }

    /// A cancelled task sleeps no more, and the loop ends by itself.
    private func sleep(_ duration: Duration) async {
        try? await Task.sleep(for: duration)
    }
}

extension IngestReport {
    /// Whether something was done, or something is to be said that the pass before did not say.
    fileprivate func hasNews(since last: IngestReport) -> Bool {
        !storedFiles.isEmpty || !prunedFiles.isEmpty || failed != last.failed || refusals != last.refusals
            || warnings != last.warnings || sinks.map(\.failure) != last.sinks.map(\.failure)
    }
}
