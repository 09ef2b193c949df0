import SkillSplitHost
import Synchronization

/// Takes any file whole; `.bad` files make it throw, `.md` files are documentation and others scripts' business.
struct WholeFileParser: ParserPlugin {
    static let manifest = PluginManifest.parser(
        id: "whole",
        kind: .documentation,
        summary: "Whole files.",
        componentMarkers: [ComponentMarker("SKILL.md")]
    )
    static let examples: [ParserExample] = []

    init(options: NoOptions) {}

    func claim(_ probe: Probe) -> Claim { probe.fileExtension == "none" ? .none : .fallback }

    func parse(_ input: ParseInput, diagnostics: inout [Diagnostic]) throws(SkillSplitError) -> Document {
        if input.probe.fileExtension == "bad" {
            throw SkillSplitError(.limit, "too bad", remedy: "Write a better file.")
        }
        diagnostics.append(Diagnostic("whole/seen", .note, "seen"))
        return Document(whole: input.source, kind: .text, title: input.probe.name)
    }
}

struct ShellParser: ParserPlugin {
    static let manifest = PluginManifest.parser(id: "shell", kind: .script, summary: "Shell scripts.")
    static let examples: [ParserExample] = []

    init(options: NoOptions) {}

    func claim(_ probe: Probe) -> Claim { probe.fileExtension == "sh" ? .byExtension : .none }

    func parse(_ input: ParseInput, diagnostics: inout [Diagnostic]) throws(SkillSplitError) -> Document {
        Document(whole: input.source, kind: .text, title: input.probe.name)
    }
}

/// Keeps records in memory, by the name of its location, for the length of the process.
struct MemorySink: SinkPlugin {
    static let manifest = PluginManifest.sink(id: "memory", summary: "Memory.")

    let location: String
    let options: Options

    struct Options: PluginOptions {
        static let help = [
            (name: "fail", summary: "What fails: open, write or commit."), (name: "reject", summary: "A name."),
        ]
        let failure: String?
        let rejected: String?

        init(_ values: inout OptionValues) {
            failure = values.text("fail")
            rejected = values.text("reject")
        }
    }

    init(location: String, options: Options) {
        self.location = location
        self.options = options
    }

    func open(_ context: SinkContext) async throws(SkillSplitError) -> MemorySession {
        if options.failure == "open" { throw .fake }
        return MemorySession(location, options)
    }

    static let stores = Mutex<[String: [DocumentPath: Record]]>([:])

    static func records(_ location: String) -> [DocumentPath: Record] {
        stores.withLock { $0[location] ?? [:] }
    }
}

actor MemorySession: ChangeCache {
    private let location: String
    private let options: MemorySink.Options
    private var staged: [Record] = []

    init(_ location: String, _ options: MemorySink.Options) {
        self.location = location
        self.options = options
    }

    func write(_ batch: [Record]) async throws(SkillSplitError) -> WriteResult {
        if options.failure == "write" { throw .fake }
        let stored = MemorySink.records(location)
        return WriteResult(
            batch.map { record in
                if record.path.name == options.rejected { return .rejected(.fake) }
                staged.append(record)
                guard let old = stored[record.path] else { return .inserted }
                return old.hash == record.hash ? .unchanged : .updated
            }
        )
    }

    func commit() async throws(SkillSplitError) {
        if options.failure == "commit" { throw .fake }
        let staged = staged
        MemorySink.stores.withLock { stores in
            for record in staged { stores[location, default: [:]][record.path] = record }
        }
        self.staged = []
    }

    func rollback() async { staged = [] }

    func finish() async throws(SkillSplitError) {}

    func stamps(collection: String, root: [UInt8]) async throws(SkillSplitError) -> [CachedStamp] {
        MemorySink.records(location).values
            .filter { $0.path.collection == collection && $0.origin?.root == root }
            .map { CachedStamp(path: $0.path, stamp: $0.origin?.stamp, parser: $0.parser) }
            .sorted { $0.path < $1.path }
    }

    func root(of collection: String) async throws(SkillSplitError) -> [UInt8]? {
        MemorySink.records(location).values.first { $0.path.collection == collection }?.origin?.root
    }
}

extension SkillSplitError {
    static let fake = SkillSplitError(.unwritable, "it failed", remedy: "Nothing: it is a test.")
}
