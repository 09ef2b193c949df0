public import SkillSplitHost

/// Sends the files of a library to sinks.
public struct Exporter: Sendable {
    /// So many files are read before they are written.
    private static let batchFiles = 128
    private static let batchBytes = 8 << 20

    private let registry: PluginRegistry
    private let library: any LibrarySession

    public init(registry: PluginRegistry, library: any LibrarySession) {
        self.registry = registry
        self.library = library
    }

    /// Writes the files that `filters` let through to each of `urls`.
    ///
    /// - Parameters:
    ///   - filters: Each adds the files that it lets through.
    ///   - urls: The sinks.
    ///   - secrets: Which credentials may go where others can read them.
    /// - Returns: What became of each file, as an ingest reports it.
    /// - Throws: ``SkillSplitError`` when a URL names no sink or the library cannot be listed.
    public func run(
        _ filters: [FileFilter],
        to urls: [SinkURL],
        secrets: SecretPolicy = SecretPolicy()
    ) async throws(SkillSplitError) -> IngestReport {
        let runners = try await SinkRunner.open(urls, registry: registry, secrets: secrets)
        let writer = ChunkWriter(runners: runners, router: Router(routes: [], defaults: urls, urls: urls))
        var report = IngestReport()
        var batch: [(path: DocumentPath, result: FileLoader.Result)] = []
        var bytes = 0
        for filter in filters {
            try await LibraryReader(library).forEachFile(filter) { file throws(SkillSplitError) in
                report.met += 1
                batch.append((file.path, await load(file)))
                bytes += file.size
                guard batch.count >= Self.batchFiles || bytes >= Self.batchBytes else { return }
                report.add(await writer.write(batch))
                batch = []
                bytes = 0
            }
        }
        report.add(await writer.write(batch))
        for runner in runners {
            for filter in filters { await runner.complete(filter, except: report.unread) }
        }
        await report.close(runners)
        return report
    }

    private func load(_ file: StoredFile) async -> FileLoader.Result {
        do throws(SkillSplitError) {
            return .record(try await LibraryRecords(library: library).record(of: file))
        } catch {
            return .failed(error)
        }
    }
}
