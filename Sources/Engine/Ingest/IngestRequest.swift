public import SkillSplitHost

/// What to ingest, and where to.
public struct IngestRequest: Sendable {
    /// A folder or file, and the collection that it becomes.
    public struct Source: Sendable, Hashable {
        /// As the user wrote it.
        public let path: String
        /// `nil` for the root's own name without a leading dot.
        public let collection: String?

        public init(path: String, collection: String? = nil) {
            self.path = path
            self.collection = collection
        }
    }

    public var sources: [Source]
    /// The sinks of files that no route names.
    public var sinks: [SinkURL]
    public var routes: [Route] = []
    public var walk = WalkOptions()
    /// Only files of these kinds; empty for all.
    public var kinds: Set<ComponentKind> = []
    /// Whether to parse and compare only.
    public var isDryRun = false
    /// Whether to read every file even where its stamp says that it is unchanged.
    public var readsEverything = false
    /// Whether files that are gone leave the library, and how many may; `nil` to keep them.
    public var prune: DeletionLimit?
    /// Which credentials may go to a library that others can read.
    public var secrets = SecretPolicy()
    /// Whether the current folder's files may say where a sink is.
    public var trustsFolder = true
    /// How many files are parsed at once.
    public var jobs: Int

    public init(sources: [Source], sinks: [SinkURL], jobs: Int) {
        self.sources = sources
        self.sinks = sinks
        self.jobs = max(1, jobs)
    }

    /// Every sink of the run, once.
    var urls: [SinkURL] {
        var urls: [SinkURL] = []
        for url in sinks + routes.map(\.url) where !urls.contains(url) { urls.append(url) }
        return urls
    }
}

/// How many files a run may delete before it refuses.
public enum DeletionLimit: Sendable, Hashable {
    case count(Int)
    /// Of the files that the library holds of the collection, 0 to 100.
    case percent(Int)

    /// Reads `25` or `25%`; `nil` for anything else.
    public init?(_ text: String) {
        if text.hasSuffix("%"), let percent = Int(text.dropLast()), (0...100).contains(percent) {
            self = .percent(percent)
        } else if let count = Int(text), count >= 0 {
            self = .count(count)
        } else {
            return nil
        }
    }

    func allows(_ deletions: Int, of total: Int) -> Bool {
        switch self {
        case .count(let count): deletions <= count
        case .percent(let percent): deletions * 100 <= total * percent
        }
    }
}
