public import SkillSplitHost

/// Takes the files of another program's store into sinks, each byte for byte or not at all.
public struct ForeignImporter: Sendable {
    /// So many files are rebuilt before they are written.
    private static let batchFiles = 128

    private let registry: PluginRegistry

    public init(registry: PluginRegistry) {
        self.registry = registry
    }

    /// Takes over the files of `store`, as `request` says; the paths in `request` are not read.
    ///
    /// - Returns: What became of each file; one that cannot be rebuilt is among the failures, with the reason.
    /// - Throws: ``SkillSplitError`` when the store cannot be listed or a URL names no sink.
    public func run(
        _ store: any ForeignStore,
        _ request: IngestRequest
    ) async throws(SkillSplitError) -> IngestReport {
        var report = IngestReport()
        let items = try await items(of: store, request, &report)
        let runners = try await SinkRunner.open(
            request.urls,
            registry: registry,
            secrets: request.secrets,
            trustsFolder: request.trustsFolder,
            isDryRun: request.isDryRun
        )
        let router = Router(routes: request.routes, defaults: request.sinks, urls: request.urls)
        let writer = ChunkWriter(runners: runners, router: router)
        var rest = items[...]
        while !rest.isEmpty {
            var batch: [(path: DocumentPath, result: FileLoader.Result)] = []
            for item in rest.prefix(Self.batchFiles) {
                batch.append((item.path, await load(item, from: store, kinds: request.kinds)))
            }
            report.add(await writer.write(batch))
            rest = rest.dropFirst(Self.batchFiles)
        }
        await report.close(runners)
        return report
    }

    private struct Item {
        let file: ForeignFile
        let relativePath: [UInt8]
        let path: DocumentPath
        var component: Component?
    }

    /// The files in path order; of several versions of one path the last.
    private func items(
        of store: any ForeignStore,
        _ request: IngestRequest,
        _ report: inout IngestReport
    ) async throws(SkillSplitError) -> [Item] {
        let files = try await store.files()
        report.met += files.count
        let paths = try ForeignPaths(files.map(\.path), collection: request.sources.first?.collection)
        var latest: [DocumentPath: Item] = [:]
        for file in files {
            do throws(SkillSplitError) {
                let (relative, path) = try paths.place(of: file.path)
                let item = Item(file: file, relativePath: relative, path: path)
                guard let older = latest.updateValue(item, forKey: path) else { continue }
                report.skip(PathText.display(older.file.path), rule: "older version", group: "older version")
            } catch {
                report.failed.append(ReportedFile(path: PathText.display(file.path), detail: error))
            }
        }
        return withComponents(latest.values.sorted { $0.path < $1.path })
    }

    private func withComponents(_ items: [Item]) -> [Item] {
        guard let collection = items.first?.path.segments.first.flatMap({ try? DocumentPath(Array($0)) }) else {
            return items
        }
        let stamp = FileStamp(device: 0, inode: 0, size: 0, modified: 0, changed: 0, mode: 0o100644)
        let entries = items.map { WalkEntry(relativePath: $0.relativePath, kind: .file, stamp: stamp) }
        let map = ComponentMap(markers: registry.markers, entries: entries, collection: collection)
        return zip(items, map.components).map { item, component in
            var item = item
            item.component = component
            return item
        }
    }

    private func load(
        _ item: Item,
        from store: any ForeignStore,
        kinds: Set<ComponentKind>
    ) async -> FileLoader.Result {
        do throws(SkillSplitError) {
            let source = SourceBuffer(try await store.content(of: item.file))
            // The store kept no modes; a script that names its interpreter is one to run.
            let isExecutable = source.bytes.starts(with: "#!".utf8)
            let probe = Probe(
                path: PathText.display(item.relativePath),
                source: source,
                isExecutable: isExecutable,
                component: item.component
            )
            guard let parser = registry.parser(for: probe), let kind = parser.manifest.kind else {
                return .skipped(rule: "no-parser")
            }
            guard kinds.isEmpty || kinds.contains(kind) else { return .skipped(rule: "kind:\(kind.rawValue)") }
            var diagnostics: [Diagnostic] = []
            let document = parser.document(
                of: ParseInput(source: source, probe: probe),
                diagnostics: &diagnostics
            )
            return .record(
                Record(
                    path: item.path,
                    kind: kind,
                    component: item.component,
                    document: document,
                    hash: Hashing.file(source.bytes),
                    sectionHashes: Hashing.sections(of: document),
                    permissions: isExecutable ? 0o755 : 0o644,
                    parser: parser.identity,
                    diagnostics: diagnostics
                )
            )
        } catch {
            return .failed(error)
        }
    }
}
