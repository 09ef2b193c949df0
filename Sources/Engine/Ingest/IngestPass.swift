import SkillSplitHost

/// The ingest of one root.
struct IngestPass {
    let registry: PluginRegistry
    let isolation: ParserIsolation?
    let request: IngestRequest
    let root: IngestRoot
    let collection: DocumentPath
    let runners: [SinkRunner]

    /// A file of the walk and its place in the library.
    struct MetFile: Sendable {
        let entry: WalkEntry
        /// The position of `entry` in the walk.
        let position: Int
        let path: DocumentPath
    }

    func run(
        into report: inout IngestReport,
        progress: @Sendable @escaping (IngestProgress) -> Void
    ) async throws(SkillSplitError) {
        var options = request.walk
        options.excludes += OwnFiles(of: request.urls).globs(in: root)
        let walker = try TreeWalker(root, options: options)
        async let stamps = cachedStamps()
        let walk = await walker.walk()
        let caches = await stamps
        note(walk, in: &report)
        await warnOfOtherRoot(&report)

        let files = met(walk.entries, &report)
        let router = Router(routes: request.routes, defaults: request.sinks, urls: request.urls)
        let changed = await withoutUnchanged(files, caches, router, &report)
        let pruning = request.prune.map { limit in
            Pruning(root: root, collection: collection, limit: limit, isDryRun: request.isDryRun)
        }
        let unseen = walk.failures.compactMap { failure in try? collection.appending(failure.relativePath) }
        await pruning?.announce(to: runners, caches, met: files.map(\.path), unseen: unseen)
        await load(changed, of: walk.entries, router: router, into: &report, progress: progress)
        guard !Task.isCancelled else { return }
        await completeMirrors(except: unseen + report.unread)
        await pruning?.run(runners, &report)
    }

    /// What each sink remembers of this root; `nil` for a sink that remembers nothing.
    private func cachedStamps() async -> [[CachedStamp]?] {
        var caches: [[CachedStamp]?] = []
        for runner in runners {
            do throws(SkillSplitError) {
                caches.append(try await runner.cache?.stamps(collection: collection.name, root: root.folderPath))
            } catch {
                // A cache that cannot be read costs time, not truth: every file is read.
                caches.append(nil)
            }
        }
        return caches
    }

    private func note(_ walk: WalkResult, in report: inout IngestReport) {
        report.met += walk.metCount
        report.folders += walk.folders.map { $0.isEmpty ? root.folderPath : root.folderPath + [.slash] + $0 }
        for entry in walk.skipped {
            let path = PathText.display(entry.relativePath)
            report.skip("\(collection)/\(path)", rule: "\(entry.reason)", group: entry.reason.group)
        }
        for failure in walk.failures {
            let path = PathText.display(failure.relativePath)
            report.failed.append(ReportedFile(path: "\(collection)/\(path)", detail: failure.error))
        }
    }

    /// Tells sinks that show a set of files that they were given all of the collection, where they were.
    private func completeMirrors(except unseen: [DocumentPath]) async {
        let isWhole = root.fileName == nil && request.walk.includes.isEmpty && request.walk.excludes.isEmpty
        guard isWhole || request.prune != nil else { return }
        let scope = FileFilter(kinds: Array(request.kinds), collections: [collection.name])
        for runner in runners { await runner.complete(scope, except: unseen) }
    }

    private func warnOfOtherRoot(_ report: inout IngestReport) async {
        for runner in runners {
            guard let other = try? await runner.cache?.root(of: collection.name), other != root.folderPath else {
                continue
            }
            report.warnings.append(
                "collection '\(collection)' was last ingested from '\(PathText.display(other))'; files of one path "
                    + "replace each other. Keep the two apart with --collection."
            )
        }
    }

    private func met(_ entries: [WalkEntry], _ report: inout IngestReport) -> [MetFile] {
        var files: [MetFile] = []
        files.reserveCapacity(entries.count)
        for (position, entry) in entries.enumerated() {
            do throws(SkillSplitError) {
                let path = try collection.appending(entry.relativePath)
                files.append(MetFile(entry: entry, position: position, path: path))
            } catch {
                report.failed.append(ReportedFile(path: PathText.display(entry.relativePath), detail: error))
            }
        }
        return files
    }

    /// Counts the files that every sink has, and gives the others.
    private func withoutUnchanged(
        _ files: [MetFile],
        _ caches: [[CachedStamp]?],
        _ router: Router,
        _ report: inout IngestReport
    ) async -> [MetFile] {
        guard !request.readsEverything, caches.contains(where: { $0 != nil }) else { return files }
        let sinks = ChangeDetector(registry: registry, router: router).unchangedSinks(files, in: caches)
        var changed: [MetFile] = []
        var counts = [Int](repeating: 0, count: runners.count)
        for (file, unchanged) in zip(files, sinks) {
            if let unchanged {
                for sink in unchanged { counts[sink] += 1 }
            } else {
                changed.append(file)
            }
        }
        for (runner, count) in zip(runners, counts) where count > 0 { await runner.skip(unchanged: count) }
        report.unchanged += files.count - changed.count
        return changed
    }

    /// Parses chunk after chunk, each while the one before is written.
    private func load(
        _ files: [MetFile],
        of entries: [WalkEntry],
        router: Router,
        into report: inout IngestReport,
        progress: @Sendable @escaping (IngestProgress) -> Void
    ) async {
        guard !files.isEmpty else { return }
        let components = ComponentMap(markers: registry.markers, entries: entries, collection: collection).components
        let loader = FileLoader(
            registry: registry,
            root: root,
            collection: collection,
            kinds: request.kinds,
            maxFileSize: request.walk.maxFileSize,
            cache: ParseCache(),
            isolation: isolation
        )
        let writer = ChunkWriter(runners: runners, router: router)
        var pending: Task<ChunkOutcome, Never>?
        var done = 0
        for chunk in Chunks(files) {
            if Task.isCancelled { break }
            let items = chunk.map {
                FileLoader.Item(entry: $0.entry, path: $0.path, component: components[$0.position])
            }
            let results = await loader.load(items, jobs: request.jobs)
            if let outcome = await pending?.value { report.add(outcome) }
            pending = Task { await writer.write(zip(items, results).map { ($0.path, $1) }) }
            done += chunk.count
            progress(IngestProgress(collection: collection.name, done: done, total: files.count))
        }
        if let outcome = await pending?.value { report.add(outcome) }
    }
}

/// Cuts files into runs that are loaded and written together.
private struct Chunks: Sequence, IteratorProtocol {
    private var rest: ArraySlice<IngestPass.MetFile>

    init(_ files: [IngestPass.MetFile]) {
        rest = files[...]
    }

    mutating func next() -> ArraySlice<IngestPass.MetFile>? {
        guard !rest.isEmpty else { return nil }
        var bytes: Int64 = 0
        var end = rest.startIndex
        while end < rest.endIndex, end - rest.startIndex < Ingestor.chunkFiles, bytes < Ingestor.chunkBytes {
            bytes += rest[end].entry.stamp.size
            end += 1
        }
        defer { rest = rest[end...] }
        return rest[..<end]
    }
}
