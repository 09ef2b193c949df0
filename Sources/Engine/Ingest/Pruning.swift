import SkillSplitHost

/// Takes files out of the libraries that are gone from the root, or now left out, and lets those follow that have
/// another path now.
struct Pruning {
    let root: IngestRoot
    let collection: DocumentPath
    let limit: DeletionLimit
    let isDryRun: Bool

    /// Tells each library which of its files the walk did not meet, before the others are written.
    func announce(
        to runners: [SinkRunner],
        _ caches: [[CachedStamp]?],
        met: [DocumentPath],
        unseen: [DocumentPath]
    ) async {
        // A file that was named alone says nothing of those beside it.
        guard root.fileName == nil else { return }
        for (runner, cache) in zip(runners, caches) {
            guard let known = await knownPaths(of: runner, cache) else { continue }
            await runner.expect(Departures(of: known, met: met, unseen: unseen))
        }
    }

    /// Takes out what did not come back under another path.
    func run(_ runners: [SinkRunner], _ report: inout IngestReport) async {
        var pruned: Set<DocumentPath> = []
        for runner in runners {
            guard let departures = await runner.takeDepartures() else { continue }
            let count = departures.paths.count
            guard limit.allows(count, of: departures.total) else {
                report.refusals.append(tooMany(count, of: departures.total))
                continue
            }
            if isDryRun {
                pruned.formUnion(departures.paths)
            } else if let kept = await runner.delete(departures.paths.sorted()) {
                pruned.formUnion(departures.paths.filter { kept[$0] == nil })
                report.failed += kept.sorted { $0.key < $1.key }.map { ReportedFile(path: "\($0)", detail: $1) }
            }
        }
        report.prunedFiles += pruned.sorted()
    }

    /// The files that a library has from this root, or of this collection where it keeps no roots.
    private func knownPaths(of runner: SinkRunner, _ cache: [CachedStamp]?) async -> [DocumentPath]? {
        if let cache { return cache.map(\.path) }
        guard let library = runner.library else { return nil }
        var paths: [DocumentPath] = []
        do throws(SkillSplitError) {
            try await LibraryReader(library).forEachFile(FileFilter(collections: [collection.name])) { file in
                paths.append(file.path)
            }
            return paths
        } catch {
            return nil
        }
    }

    private func tooMany(_ count: Int, of total: Int) -> SkillSplitError {
        SkillSplitError(
            .limit,
            "\(count) of \(total) files of '\(collection)' are gone, more than may be deleted at once; none was",
            remedy: "Check the root. If they are to go, say so with --max-delete \(count)."
        )
    }
}
