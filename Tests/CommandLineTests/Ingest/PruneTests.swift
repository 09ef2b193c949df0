import Foundation
import SkillSplitEngine
import SkillSplitHost
import Testing

@Suite struct PruneTests {
    private let workspace: Workspace
    private let text = "# First\nwords\n\n## Second\nmore words\n"

    init() throws {
        workspace = try Workspace()
    }

    /// A tree with `count` files more than those of the test, so that few deletions are few.
    private func fill(_ count: Int = 8) throws {
        for index in 0..<count { try workspace.write("rest/\(index).md", "# \(index)\nrest\n") }
    }

    private func prune(_ limit: DeletionLimit = .percent(50)) async throws -> IngestReport {
        try await workspace.ingest { $0.prune = limit }
    }

    @Test func aFileThatIsGoneLeavesTheLibrary() async throws {
        try fill()
        try workspace.write("a.md", text)
        try await workspace.ingest()
        try workspace.remove("a.md")
        try await workspace.ingest()
        #expect(try await workspace.paths().contains("tree/a.md"), "not without --prune")
        let report = try await prune()
        #expect(report.prunedFiles.map(\.description) == ["tree/a.md"])
        #expect(try await !workspace.paths().contains("tree/a.md"))
    }

    @Test func aFileThatIsLeftOutNowLeavesTheLibrary() async throws {
        try fill()
        try workspace.write("private/a.md", text)
        try await workspace.ingest()
        try workspace.write(".gitignore", "private/\n")
        let report = try await prune()
        #expect(report.prunedFiles.map(\.description) == ["tree/private/a.md"])
    }

    @Test func moreThanTheLimitIsRefusedWithTheCount() async throws {
        try fill(4)
        try await workspace.ingest()
        let before = try await workspace.paths()
        for index in 0..<3 { try workspace.remove("rest/\(index).md") }
        let report = try await prune()
        #expect(report.refusals.map(\.code) == [.limit])
        #expect(report.refusals.first?.message.contains("3 of 4 files") == true)
        #expect(!report.isComplete)
        #expect(report.met == report.stored + report.unchanged + report.skippedCount + report.failed.count)
        #expect(try await workspace.paths() == before)
        let allowed = try await prune(.count(3))
        #expect(allowed.isComplete)
        #expect(try await workspace.paths() == ["tree/rest/3.md"])
    }

    @Test func aDryRunSaysWhatWouldGoAndTakesNothingOut() async throws {
        try fill()
        try workspace.write("a.md", text)
        try await workspace.ingest()
        let before = try await workspace.paths()
        try workspace.remove("rest/0.md")
        try workspace.move("a.md", to: "b.md")
        let report = try await workspace.ingest {
            $0.prune = .percent(50)
            $0.isDryRun = true
        }
        #expect(report.prunedFiles.map(\.description) == ["tree/rest/0.md"])
        #expect(try await workspace.paths() == before)
    }

    @Test func aFileThatIsNamedAloneSaysNothingOfItsNeighbours() async throws {
        try fill()
        try await workspace.ingest()
        let report = try await workspace.ingest { request in
            request.sources = [IngestRequest.Source(path: workspace.root + "/rest/0.md", collection: "tree")]
            request.prune = .percent(100)
        }
        #expect(report.prunedFiles.isEmpty)
        #expect(try await workspace.paths().count >= 8)
    }

    @Test func aRenamedFileKeepsTheIDsOfItsSections() async throws {
        try fill()
        try workspace.write("a.md", text)
        try await workspace.ingest()
        let ids = try await workspace.sectionIDs("tree/a.md")
        #expect(ids.count == 2)
        try workspace.move("a.md", to: "deep/er/b.md")
        let report = try await prune()
        #expect(report.sinks.first?.renamed == 1)
        #expect(report.prunedFiles.isEmpty)
        #expect(try await workspace.sectionIDs("tree/deep/er/b.md") == ids)
        #expect(try await !workspace.paths().contains("tree/a.md"))
        let again = try await prune()
        #expect(again.stored == 0)
        #expect(again.unchanged == again.met)
    }

    @Test func aRenamedFolderIsNoDeletion() async throws {
        for index in 0..<10 { try workspace.write("old/\(index).md", "# \(index)\nwords of \(index)\n") }
        // Twins are told apart by their names.
        for name in ["x", "y"] { try workspace.write("old/\(name).md", text) }
        try await workspace.ingest()
        let ids = try await workspace.sectionIDs("tree/old/y.md")
        try workspace.move("old", to: "new")
        let report = try await prune(.count(0))
        #expect(report.isComplete)
        #expect(report.sinks.first?.renamed == 12)
        #expect(try await workspace.sectionIDs("tree/new/y.md") == ids)
        #expect(try await workspace.paths().count == 12)
    }

    @Test func aCopyIsNoRename() async throws {
        try fill()
        try workspace.write("a.md", text)
        try await workspace.ingest()
        let ids = try await workspace.sectionIDs("tree/a.md")
        try workspace.write("b.md", text)
        let report = try await prune()
        #expect(report.sinks.first?.renamed == 0)
        #expect(try await workspace.sectionIDs("tree/a.md") == ids)
        #expect(try await Set(workspace.sectionIDs("tree/b.md")).isDisjoint(with: ids))
    }

    @Test func aLibraryInsideTheTreeIsNoPartOfIt() async throws {
        try workspace.write("a.md", text)
        for name in ["inside.db", "o[d]d *.db"] {
            let report = try await workspace.ingest { request in
                request.sinks = [try? SinkURL("sqlite:\(workspace.root)/\(name)")].compactMap { $0 }
                request.readsEverything = true
            }
            #expect(report.storedFiles.map(\.description) == ["tree/a.md"])
            try FileManager.default.contentsOfDirectory(atPath: workspace.root).filter { $0 != "a.md" }
                .forEach { try workspace.remove($0) }
        }
    }
}
