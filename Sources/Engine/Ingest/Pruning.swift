import SkillSplitHost

/// Takes files out of the libraries that are gone from the root, or now left out.
struct Pruning {
    let collection: DocumentPath
    let limit: DeletionLimit
    let isDryRun: Bool

    func run(
        runners: [SinkRunner],
        caches: [[CachedStamp]?],
        met: [DocumentPath],
        failures: [WalkFailure],
        _ report: inout IngestReport
    ) async {
        let kept = Set(met)
        // What could not be looked at is not known to be gone.
        let unseen = failures.compactMap { failure in try? collection.appending(failure.relativePath) }
        for (runner, cache) in zip(runners, caches) {
            guard let known = await knownPaths(of: runner, cache) else { continue }
            let gone = known.filter { path in
                !kept.contains(path) && !unseen.contains { path.isInside($0) }
            }
            guard !gone.isEmpty else { continue }
            guard limit.allows(gone.count, of: known.count) else {
                report.failed.append(ReportedFile(path: "\(collection)", detail: tooMany(gone.count, of: known.count)))
                continue
            }
            report.pruned += gone.count
            if !isDryRun { await runner.delete(gone) }
        }
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
