/// Takes what the parsers made: into a database, a folder, a site.
public protocol SinkPlugin: Sendable {
    associatedtype Options: PluginOptions = NoOptions
    associatedtype Session: SinkSession

    static var manifest: PluginManifest { get }

    /// Validates; does no I/O. `location` is what stands after the scheme of the sink's URL.
    init(location: String, options: Options) throws(SkillSplitError)

    /// Connects, creates or migrates.
    func open(_ context: SinkContext) async throws(SkillSplitError) -> Session
}

/// What a sink is opened for.
public struct SinkContext: Sendable, Hashable {
    public enum Purpose: Sendable, Hashable {
        /// Look only: nothing is created, migrated or changed.
        case read
        /// Write, creating what is missing.
        case write
    }

    public let purpose: Purpose
    /// Whether the current folder's files may say where the sink is: not where that folder is itself being ingested.
    public let trustsFolder: Bool

    public init(purpose: Purpose, trustsFolder: Bool = true) {
        self.purpose = purpose
        self.trustsFolder = trustsFolder
    }
}

/// A sink that is open.
///
/// Calls come one after another; a session is usually an actor.
///
/// What is written becomes durable with `commit()`, all of it or none; `rollback()` gives up what was written since the
/// last commit. After an error of `write` or `commit` only `rollback()` and `finish()` may follow.
public protocol SinkSession: Sendable {
    /// Takes a batch; the answer has one outcome for each record, in order.
    func write(_ batch: [Record]) async throws(SkillSplitError) -> WriteResult

    /// Makes durable what was written since the last commit.
    func commit() async throws(SkillSplitError)

    /// Gives up what was written since the last commit.
    func rollback() async

    /// Ends the session: builds what needs the whole (an index, a navigation) and lets go of files and connections.
    func finish() async throws(SkillSplitError)
}

/// What became of each record of a batch.
public struct WriteResult: Sendable, Hashable {
    /// One for each record, in order.
    public let outcomes: [WriteOutcome]

    public init(_ outcomes: [WriteOutcome]) {
        self.outcomes = outcomes
    }
}

public enum WriteOutcome: Sendable, Hashable {
    /// The sink did not have the file.
    case inserted
    /// The sink had an older version.
    case updated
    /// The sink had the same bytes, kind, metadata and mode.
    case unchanged
    /// The sink will never take this record.
    case rejected(SkillSplitError)
    /// The sink could not take it now.
    case retry(SkillSplitError)
}
