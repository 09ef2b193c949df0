import SkillSplitBuiltIn
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Synchronization
import Testing

@testable import SkillSplitSQLite

/// How many rows an ingest writes; `SKILL_SPLIT_TEST_SCALE=85` has 34,000 files.
@Suite struct OneEditTests {
    private func text(_ index: Int, part: String = "words") -> String {
        "# File \(index)\n" + (0..<10).map { "## Part \($0)\n\($0 == 5 ? part : "words") of \(index)\n" }.joined()
    }

    @Test(.timeLimit(.minutes(30))) func anEditAmongManyFilesWritesItsSectionsOnly() async throws {
        let workspace = try Workspace(plugins: builtInPlugins + [.sink(CountingSink.self)])
        let count = 400 * TestScale.factor
        for index in 0..<count { try workspace.write("\(index % 100)/\(index).md", text(index)) }
        // Old enough for its stamps to be trusted.
        try await Task.sleep(for: .milliseconds(50))
        let ingest = {
            try await workspace.ingest { request in
                request.sinks = [try? SinkURL("counting:\(workspace.library)")].compactMap { $0 }
            }
        }
        #expect(try await ingest().stored == count)
        #expect(CountingSink.takeCount(workspace.library) > count)
        #expect(try await ingest().unchanged == count)
        #expect(CountingSink.takeCount(workspace.library) == 0, "nothing changed")

        let ids = try await workspace.sectionIDs("tree/7/7.md")
        try workspace.write("7/7.md", text(7, part: "edited"))
        try await Task.sleep(for: .milliseconds(50))
        let report = try await ingest()
        #expect(report.storedFiles.map(\.description) == ["tree/7/7.md"])
        let written = CountingSink.takeCount(workspace.library)
        // One section, one text more and one less, the file, its stamp, the load, and the index's own few rows.
        #expect((1...24).contains(written), "\(written) rows were written")
        #expect(try await workspace.sectionIDs("tree/7/7.md") == ids)
    }
}

/// An SQLite library that counts the rows that it writes.
private struct CountingSink: SinkPlugin {
    static let manifest = PluginManifest.sink(id: "counting", summary: "Counts rows.")
    private static let counts = Mutex<[String: Int]>([:])

    private let sink: SQLiteSink
    private let location: String

    init(location: String, options: NoOptions) throws(SkillSplitError) {
        self.location = location
        sink = try SQLiteSink(location: location, options: SQLiteSink.Options())
    }

    func open(_ context: SinkContext) async throws(SkillSplitError) -> CountingSession {
        CountingSession(session: try await sink.open(context), location: location)
    }

    static func takeCount(_ location: String) -> Int {
        counts.withLock { $0.removeValue(forKey: location) ?? 0 }
    }

    static func note(_ count: Int, _ location: String) {
        counts.withLock { $0[location, default: 0] += count }
    }
}

private struct CountingSession: ChangeCache {
    let session: SQLiteSession
    let location: String

    func write(_ batch: [Record]) async throws(SkillSplitError) -> WriteResult { try await session.write(batch) }

    func commit() async throws(SkillSplitError) { try await session.commit() }

    func rollback() async { await session.rollback() }

    func finish() async throws(SkillSplitError) {
        // Opening an old library changes nothing; making a new one is counted too.
        CountingSink.note(await session.totalChanges, location)
        try await session.finish()
    }

    func stamps(collection: String, root: [UInt8]) async throws(SkillSplitError) -> [CachedStamp] {
        try await session.stamps(collection: collection, root: root)
    }

    func root(of collection: String) async throws(SkillSplitError) -> [UInt8]? {
        try await session.root(of: collection)
    }
}

extension SQLiteSession {
    fileprivate var totalChanges: Int { connection.totalChanges }
}
