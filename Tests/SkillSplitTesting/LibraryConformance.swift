public import SkillSplitHost
import Testing

/// Checks what every library must keep of the contract of ``LibrarySession``, beside ``SinkConformance``.
///
/// The checks live in extensions, one file for each part of the contract.
public struct LibraryConformance<Sink: SinkPlugin>: Sendable where Sink.Session: LibrarySession {
    private let makeSink: @Sendable () throws -> Sink

    /// - Parameter makeSink: Makes a library at a place of its own, empty each time; opening it twice reaches the same
    ///   place.
    public init(_ makeSink: @escaping @Sendable () throws -> Sink) {
        self.makeSink = makeSink
    }

    /// Runs every check; each failure is an issue of the test that is running.
    public func check() async throws {
        try await checkContent()
        try await checkFacts()
        try await checkSectionIDs()
        try await checkPaging()
        try await checkFilters()
        try await checkDelete()
        try await checkDigest()
        try await checkSearch()
        try await checkSearchFilters()
        try await checkSearchFollowsChanges()
        try await checkHostileSearches()
    }

    func makeLibrary() throws -> Sink {
        try makeSink()
    }

    func open(_ sink: Sink, for purpose: SinkContext.Purpose = .write) async throws -> Sink.Session {
        try await sink.open(SinkContext(purpose: purpose))
    }

    /// A new library that holds `records`, committed, still open.
    func open(holding records: [Record]) async throws -> Sink.Session {
        let session = try await open(makeSink())
        try await store(records, in: session)
        return session
    }

    func store(_ records: [Record], in session: Sink.Session) async throws {
        let outcomes = try await session.write(records).outcomes
        #expect(outcomes.count == records.count)
        for (record, outcome) in zip(records, outcomes) {
            switch outcome {
            case .inserted, .updated, .unchanged: continue
            case .rejected(let error), .retry(let error): Issue.record(error, "storing \(record.path)")
            }
        }
        try await session.commit()
    }
}
