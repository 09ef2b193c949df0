import SkillSplitHost

/// One sink of a run: writes batches, keeps the count, and stays down once it has failed.
actor SinkRunner {
    /// A record that a sink could not take is tried again this often.
    private static let attempts = 4

    private(set) var report: SinkReport
    private let session: (any SinkSession)?

    /// A sink that is open.
    init(_ url: SinkURL, session: any SinkSession) {
        report = SinkReport(sink: "\(url)")
        self.session = session
    }

    /// A sink that could not be opened.
    init(_ url: SinkURL, failure: SkillSplitError) {
        report = SinkReport(sink: "\(url)")
        report.failure = failure
        session = nil
    }

    nonisolated var library: (any LibrarySession)? { session as? any LibrarySession }
    nonisolated var mirror: (any MirrorSession)? { session as? any MirrorSession }
    nonisolated var cache: (any ChangeCache)? { session as? any ChangeCache }

    /// Writes and commits a batch.
    ///
    /// - Returns: An outcome for each record, or `nil` where the sink is down.
    func write(_ batch: [Record]) async -> [WriteOutcome]? {
        guard let session, report.failure == nil else { return nil }
        do throws(SkillSplitError) {
            let outcomes = try await Self.write(batch, to: session)
            try await session.commit()
            for outcome in outcomes { count(outcome) }
            return outcomes
        } catch {
            await fail(error)
            return nil
        }
    }

    /// Counts files that needed no write.
    func skip(unchanged count: Int) {
        report.unchanged += count
    }

    /// Takes files out and commits.
    func delete(_ paths: [DocumentPath]) async {
        guard let library, report.failure == nil else { return }
        do throws(SkillSplitError) {
            report.deleted += try await library.delete(paths)
            try await library.commit()
        } catch {
            await fail(error)
        }
    }

    /// Tells a sink that shows a set of files that it was given all of `scope` but what is at or below `unseen`.
    func complete(_ scope: FileFilter, except unseen: [DocumentPath]) async {
        guard let mirror, report.failure == nil else { return }
        report.deleted += await mirror.complete(scope, except: unseen)
    }

    func finish() async {
        do throws(SkillSplitError) {
            try await session?.finish()
        } catch {
            report.failure = report.failure ?? error
        }
    }

    private func fail(_ error: SkillSplitError) async {
        report.failure = error
        await session?.rollback()
    }

    private func count(_ outcome: WriteOutcome) {
        switch outcome {
        case .inserted: report.inserted += 1
        case .updated: report.updated += 1
        case .unchanged: report.unchanged += 1
        case .rejected, .retry: report.rejected += 1
        }
    }

    /// Writes `batch`, and again what the sink put off.
    private static func write(
        _ batch: [Record],
        to session: any SinkSession
    ) async throws(SkillSplitError) -> [WriteOutcome] {
        var outcomes = try await session.write(batch).outcomes
        for _ in 1..<attempts {
            let open = outcomes.indices.filter { if case .retry = outcomes[$0] { true } else { false } }
            guard !open.isEmpty else { break }
            let again = try await session.write(open.map { batch[$0] }).outcomes
            for (index, outcome) in zip(open, again) { outcomes[index] = outcome }
        }
        return outcomes
    }
}

extension SinkRunner {
    /// Opens the sinks that `urls` name; one that cannot be opened is down from the start.
    ///
    /// - Throws: ``SkillSplitError`` when a URL names no sink or has a wrong option.
    static func open(
        _ urls: [SinkURL],
        registry: PluginRegistry,
        isDryRun: Bool = false
    ) async throws(SkillSplitError) -> [SinkRunner] {
        let sinks = try urls.map { url throws(SkillSplitError) in try registry.sink(at: url) }
        var runners: [SinkRunner] = []
        for (url, sink) in zip(urls, sinks) {
            do throws(SkillSplitError) {
                let session: any SinkSession
                if isDryRun {
                    session = try await DryRunSession(sink)
                } else {
                    session = try await sink.open(SinkContext(purpose: .write))
                }
                runners.append(SinkRunner(url, session: session))
            } catch {
                runners.append(SinkRunner(url, failure: error))
            }
        }
        return runners
    }
}
