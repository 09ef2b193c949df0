public import SkillSplitHost

/// A file by name, with what is to be said of it.
public struct ReportedFile<Detail: Sendable & Hashable>: Sendable, Hashable {
    public let path: String
    public let detail: Detail
}

/// What a run of ingest did: stored + unchanged + skipped + failed is the number of files met.
public struct IngestReport: Sendable, Hashable {
    public internal(set) var met = 0
    /// Those that a sink inserted or updated.
    public internal(set) var storedFiles: [DocumentPath] = []
    public internal(set) var unchanged = 0
    /// How many files and folders each group of rules left out; a folder counts as one.
    public internal(set) var skipped: [String: Int] = [:]
    /// What was left out, and by which rule.
    public internal(set) var skippedFiles: [ReportedFile<String>] = []
    public internal(set) var failed: [ReportedFile<SkillSplitError>] = []
    public internal(set) var diagnostics: [ReportedFile<Diagnostic>] = []
    /// How many files each kind has among those that were read.
    public internal(set) var kinds: [ComponentKind: Int] = [:]
    public internal(set) var sections = 0
    /// The bytes that were read.
    public internal(set) var bytes = 0
    public internal(set) var sinks: [SinkReport] = []
    /// Files that could not be loaded, and are not known to be gone.
    private(set) var unread: [DocumentPath] = []
    /// Files that were gone and left a library.
    public internal(set) var prunedFiles: [DocumentPath] = []
    /// What was refused as a whole, such as a prune of more files than it may take out.
    public internal(set) var refusals: [SkillSplitError] = []
    /// What the user should know of the run as a whole.
    public internal(set) var warnings: [String] = []

    /// The folders that were listed, absolute.
    var folders: [[UInt8]] = []

    public init() {}

    public var stored: Int { storedFiles.count }
    public var pruned: Int { prunedFiles.count }
    public var skippedCount: Int { skipped.values.reduce(0, +) }

    /// Whether nothing failed or was refused: no file, no sink, no prune.
    public var isComplete: Bool {
        failed.isEmpty && refusals.isEmpty && sinks.allSatisfy { $0.failure == nil }
    }

    mutating func skip(_ path: String, rule: String, group: String) {
        skipped[group, default: 0] += 1
        skippedFiles.append(ReportedFile(path: path, detail: rule))
    }

    mutating func add(_ chunk: ChunkOutcome) {
        for (path, outcome) in chunk.files {
            switch outcome {
            case .stored: storedFiles.append(path)
            case .unchanged: unchanged += 1
            case .skipped(let rule): skip("\(path)", rule: rule, group: rule)
            case .failed(let error): failed.append(ReportedFile(path: "\(path)", detail: error))
            }
        }
        unread += chunk.unread
        diagnostics += chunk.diagnostics
        kinds.merge(chunk.kinds, uniquingKeysWith: +)
        sections += chunk.sections
        bytes += chunk.bytes
    }

    /// Ends the sinks of a run and takes in what each has to say.
    mutating func close(_ runners: [SinkRunner]) async {
        for runner in runners {
            await runner.finish()
            sinks.append(await runner.report)
        }
    }
}
