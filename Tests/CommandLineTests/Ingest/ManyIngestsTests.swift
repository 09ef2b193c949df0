import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

/// Very many runs of `ingest` into one library, each with all that belongs to a run: the original program's library was
/// unreadable after 245 files.
@Suite struct ManyIngestsTests {
    /// `SKILL_SPLIT_TEST_SCALE=500` makes 100,000 runs, of which 10,000 write one file.
    @Test(.timeLimit(.minutes(60))) func aLibraryStaysSoundAfterManyRuns() async throws {
        let factor = ProcessInfo.processInfo.environment["SKILL_SPLIT_TEST_SCALE"].flatMap(Int.init) ?? 1
        let count = 200 * factor
        let workspace = try Workspace()
        for number in 0..<count {
            let path = number % 10 == 0 ? "the-one.md" : "\(number % 5_003).md"
            try workspace.write(path, "# Title \(number)\nwords of write w\(number)\n## Part\nthe same in all\n")
            let report = try await workspace.ingest { request in
                request.sources = [IngestRequest.Source(path: "\(workspace.root)/\(path)", collection: "tree")]
            }
            #expect(report.stored == 1 && report.isComplete)
        }
        let sink = try workspace.registry.sink(at: SinkURL("sqlite:\(workspace.library)"))
        let session = try await sink.open(SinkContext(purpose: .write))
        #expect(try await #require(session as? any SelfChecking).check(repair: false).isEmpty)
        try await session.finish()
        let last = count - 10
        #expect(try await workspace.text("tree/the-one.md")?.contains("w\(last)\n") == true)
        let hits = try await workspace.reading { library in
            try await library.search(SearchRequest(expression: .word("w\(last)"))).hits.map { "\($0.path)" }
        }
        #expect(hits == ["tree/the-one.md"])
    }
}
