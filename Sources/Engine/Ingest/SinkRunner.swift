import SkillSplitHost

/// One sink of a run: writes batches, keeps the count, and stays down once it has failed.
actor SinkRunner {
    /// A record that a sink could not take is tried again this often.
    private static let attempts = 4

    private(set) var report: SinkReport
    private let session: (any SinkSession)?
    /// What can be read back, where the sink is a library.
    nonisolated let library: (any LibrarySession)?
    nonisolated let cache: (any ChangeCache)?
    private var departures: Departures?
    /// Looks for credentials where others can read what the sink holds; `nil` elsewhere.
    private let scanner: SecretScanner?

    /// A sink that is open, and the library to compare with where that is another session.
    init(_ url: SinkURL, session: any SinkSession, library: (any LibrarySession)? = nil, secrets: SecretPolicy) {
        report = SinkReport(sink: "\(url)")
        self.session = session
        let place: any SinkSession = library ?? session
        self.library = place as? any LibrarySession
        cache = place as? any ChangeCache
        scanner = SecretScanner(for: place, policy: secrets)
    }

    /// A sink that could not be opened.
    init(_ url: SinkURL, failure: SkillSplitError) {
        report = SinkReport(sink: "\(url)")
        report.failure = failure
        session = nil
        library = nil
        cache = nil
        scanner = nil
    }

    nonisolated var mirror: (any MirrorSession)? { session as? any MirrorSession }

    /// Writes and commits a batch.
    ///
    /// - Returns: An outcome for each record, or `nil` where the sink is down.
    func write(_ batch: [Record]) async -> [WriteOutcome]? {
        guard let session, report.failure == nil else { return nil }
        do throws(SkillSplitError) {
            let refusals = batch.map { scanner?.refusal(of: $0) }
            let allowed = batch.indices.filter { refusals[$0] == nil }
            let origins = origins(of: allowed.map { batch[$0] })
            let written = try await Self.write(allowed.map { batch[$0] }, renamedFrom: origins, to: session)
            let given = try await Self.commit(session)
            var outcomes = refusals.map { refusal in refusal.map(WriteOutcome.rejected) ?? .unchanged }
            for (index, outcome) in zip(allowed, written) {
                outcomes[index] = given[batch[index].path].map(WriteOutcome.rejected) ?? outcome
            }
            report.renamed += origins.keys.count { given[$0] == nil }
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
    ///
    /// - Returns: The files that had to stay, and why; `nil` where none was taken out.
    func delete(_ paths: [DocumentPath]) async -> [DocumentPath: SkillSplitError]? {
        guard let library, report.failure == nil else { return nil }
        do throws(SkillSplitError) {
            let deleted = try await library.delete(paths)
            let kept = try await Self.commit(library)
            report.deleted += deleted - kept.count
            return kept
        } catch {
            await fail(error)
            return nil
        }
    }

    /// Tells a sink that shows a set of files that it was given all of `scope` but what is at or below `unseen`.
    func complete(_ scope: FileFilter, except unseen: [DocumentPath]) async {
        guard let mirror, report.failure == nil else { return }
        report.deleted += await mirror.complete(scope, except: unseen)
    }

    /// Notes which files the library holds that are not where they were: a record of their content is one of them.
    func expect(_ departures: Departures) async {
        guard !departures.paths.isEmpty else { return }
        var departures = departures
        if let library = library as? any RenamingLibrary {
            do throws(SkillSplitError) {
                try await departures.readHashes(from: library)
            } catch {
                return await fail(error)
            }
        }
        self.departures = departures
    }

    /// The files that did not come back under another path; `nil` where none was missing.
    func takeDepartures() -> Departures? {
        defer { departures = nil }
        return report.failure == nil ? departures : nil
    }

    /// The old paths of those records of `batch` that were renamed.
    private func origins(of batch: [Record]) -> [DocumentPath: DocumentPath] {
        guard departures != nil else { return [:] }
        var origins: [DocumentPath: DocumentPath] = [:]
        for record in batch { origins[record.path] = departures?.takeOrigin(of: record) }
        return origins
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

    /// Makes durable what was written.
    ///
    /// - Returns: The files that the sink gave up, and why.
    private static func commit(
        _ session: any SinkSession
    ) async throws(SkillSplitError) -> [DocumentPath: SkillSplitError] {
        guard let session = session as? any PartialCommit else {
            try await session.commit()
            return [:]
        }
        var given: [DocumentPath: SkillSplitError] = [:]
        for file in try await session.commitPartially() { given[file.path] = file.error }
        return given
    }

    /// Writes `batch`, and again what the sink put off.
    private static func write(
        _ batch: [Record],
        renamedFrom origins: [DocumentPath: DocumentPath],
        to session: any SinkSession
    ) async throws(SkillSplitError) -> [WriteOutcome] {
        func write(_ records: [Record]) async throws(SkillSplitError) -> [WriteOutcome] {
            if !origins.isEmpty, let library = session as? any RenamingLibrary {
                return try await library.write(records, renamedFrom: origins).outcomes
            }
            return try await session.write(records).outcomes
        }
        var outcomes = try await write(batch)
        for _ in 1..<attempts {
            let open = outcomes.indices.filter { if case .retry = outcomes[$0] { true } else { false } }
            guard !open.isEmpty else { break }
            let again = try await write(open.map { batch[$0] })
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
        secrets: SecretPolicy,
        trustsFolder: Bool = true,
        isDryRun: Bool = false
    ) async throws(SkillSplitError) -> [SinkRunner] {
        let sinks = try urls.map { url throws(SkillSplitError) in try registry.sink(at: url) }
        var runners: [SinkRunner] = []
        for (url, sink) in zip(urls, sinks) {
            do throws(SkillSplitError) {
                if isDryRun {
                    let session = try await DryRunSession(sink, trustsFolder: trustsFolder)
                    runners.append(SinkRunner(url, session: session, library: session.library, secrets: secrets))
                } else {
                    let context = SinkContext(purpose: .write, trustsFolder: trustsFolder)
                    runners.append(SinkRunner(url, session: try await sink.open(context), secrets: secrets))
                }
            } catch {
                runners.append(SinkRunner(url, failure: error))
            }
        }
        return runners
    }
}
