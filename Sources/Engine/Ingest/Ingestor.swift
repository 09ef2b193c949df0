public import SkillSplitHost

/// Takes trees into sinks: walk, detect changes, parse in parallel, route, write in batches, report.
///
/// Files go through in path order, in chunks: while one chunk is written the next is read and parsed, so memory holds two
/// chunks and not the tree.
public struct Ingestor: Sendable {
    /// A chunk ends after this many files or bytes; each is a transaction, and fewer of them write a page less often.
    static let chunkFiles = 4096
    static let chunkBytes: Int64 = 16 << 20

    /// A run over fewer files is over before anyone asks how far it is.
    public static let smallRun = 2000

    private let registry: PluginRegistry
    private let isolation: ParserIsolation?

    /// - Parameters:
    ///   - registry: The plugins.
    ///   - isolation: What keeps a parser that crashes or hangs from taking the other files with it; `nil` for nothing.
    public init(registry: PluginRegistry, isolation: ParserIsolation? = nil) {
        self.registry = registry
        self.isolation = isolation
    }

    /// Runs `request`.
    ///
    /// - Parameters:
    ///   - request: What to ingest.
    ///   - progress: Called after each chunk.
    /// - Returns: What became of each file; failures of files and sinks are in it.
    /// - Throws: ``SkillSplitError`` when a root cannot be opened or a URL names no sink; then nothing was written.
    public func run(
        _ request: IngestRequest,
        progress: @Sendable @escaping (IngestProgress) -> Void = { _ in }
    ) async throws(SkillSplitError) -> IngestReport {
        var roots: [(IngestRoot, DocumentPath)] = []
        for source in request.sources {
            let root = try IngestRoot(source.path)
            roots.append((root, try CollectionName.path(named: source.collection, root: root)))
        }
        let runners = try await SinkRunner.open(
            request.urls,
            registry: registry,
            secrets: request.secrets,
            trustsFolder: request.trustsFolder,
            isDryRun: request.isDryRun
        )
        var report = IngestReport()
        if let warning = isolation?.quarantine.warning { report.warnings.append(warning) }
        for (root, collection) in roots {
            let pass = IngestPass(
                registry: registry,
                isolation: isolation,
                request: request,
                root: root,
                collection: collection,
                runners: runners
            )
            try await pass.run(into: &report, progress: progress)
        }
        await report.close(runners)
        return report
    }
}

/// How far a run is.
public struct IngestProgress: Sendable, Hashable {
    public let collection: String
    /// Files done of this root.
    public let done: Int
    /// Files of this root that have to be read.
    public let total: Int
}
