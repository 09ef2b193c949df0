import Foundation
import SkillSplitEngine
import SkillSplitHost
import Testing

@Suite(.timeLimit(.minutes(2))) struct WatchTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.write("kept.md", "# Kept\nwords\n")
    }

    /// Watches the tree while `body` changes it.
    private func watching(
        prune: DeletionLimit? = nil,
        _ body: (AsyncStream<Watcher.Event>) async throws -> Void
    ) async throws {
        let (events, continuation) = AsyncStream.makeStream(of: Watcher.Event.self)
        let watcher = Watcher(
            registry: workspace.registry,
            request: try workspace.request(prune: prune),
            interval: .milliseconds(100)
        )
        let task = Task { try await watcher.run { continuation.yield($0) } }
        guard case .ready? = await Self.next(events) else { throw WatchFailure() }
        try await body(events)
        task.cancel()
        try await task.value
    }

    private struct WatchFailure: Error {}

    private static func next(_ events: AsyncStream<Watcher.Event>) async -> Watcher.Event? {
        var iterator = events.makeAsyncIterator()
        return await iterator.next()
    }

    /// Waits until the library holds `text` at `path`.
    private func becomes(_ path: String, _ text: String?) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            if try await workspace.text(path) == text { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    @Test func takesWhatIsWrittenAndChanged() async throws {
        try await watching { _ in
            try workspace.write("a.md", "# A\nnew\n")
            #expect(try await becomes("tree/a.md", "# A\nnew\n"))
            try workspace.write("a.md", "# A\nold\n")
            #expect(try await becomes("tree/a.md", "# A\nold\n"))
        }
    }

    @Test func followsEditorsThatWriteByRename() async throws {
        try await watching { _ in
            for version in 0..<5 {
                let text = "# Kept\nversion \(version)\n"
                try workspace.write(".kept.md.tmp~", text)
                #expect(rename("\(workspace.root)/.kept.md.tmp~", "\(workspace.root)/kept.md") == 0)
                #expect(try await becomes("tree/kept.md", text))
            }
        }
    }

    @Test func takesFoldersThatComeWhileItWatches() async throws {
        try await watching { _ in
            try workspace.write("one/two/three/a.md", "# A\n")
            #expect(try await becomes("tree/one/two/three/a.md", "# A\n"))
            try workspace.write("one/two/three/b.md", "# B\n")
            #expect(try await becomes("tree/one/two/three/b.md", "# B\n"))
        }
    }

    @Test func deletionsFollowWithPruneOnly() async throws {
        try workspace.write("gone.md", "# Gone\n")
        try await watching { _ in
            try workspace.remove("gone.md")
            try workspace.write("a.md", "# A\n")
            #expect(try await becomes("tree/a.md", "# A\n"))
            #expect(try await workspace.paths().contains("tree/gone.md"))
        }
        try await watching(prune: .percent(50)) { _ in
            #expect(try await becomes("tree/gone.md", nil))
            try workspace.remove("a.md")
            #expect(try await becomes("tree/a.md", nil))
        }
    }

    @Test func aRenamedFolderKeepsItsIDs() async throws {
        try workspace.write("skills/tea/SKILL.md", "---\nname: tea\ndescription: Tea.\n---\n# Tea\nsteep\n")
        try await watching(prune: .count(0)) { _ in
            let ids = try await workspace.sectionIDs("tree/skills/tea/SKILL.md")
            try workspace.move("skills/tea", to: "skills/green-tea")
            #expect(try await becomes("tree/skills/tea/SKILL.md", nil))
            #expect(try await workspace.sectionIDs("tree/skills/green-tea/SKILL.md") == ids)
            try workspace.write("skills/green-tea/notes.md", "# Notes\n")
            #expect(try await becomes("tree/skills/green-tea/notes.md", "# Notes\n"))
        }
    }

    @Test func honoursIgnoreFilesAsTheyChange() async throws {
        try await watching(prune: .percent(90)) { _ in
            try workspace.write("draft/a.md", "# A\n")
            #expect(try await becomes("tree/draft/a.md", "# A\n"))
            try workspace.write(".gitignore", "draft/\n")
            #expect(try await becomes("tree/draft/a.md", nil))
        }
    }

    @Test func aRootThatGoesAwayIsTakenUpAgain() async throws {
        try await watching { events in
            let away = workspace.root + "-away"
            try FileManager.default.moveItem(atPath: workspace.root, toPath: away)
            guard case .failed(let error)? = await Self.next(events) else {
                Issue.record("nothing was said of the root")
                return
            }
            #expect(error.code == .notFound)
            try workspace.write("new.md", "# New\n")
            #expect(try await becomes("tree/new.md", "# New\n"))
            #expect(try await workspace.paths().contains("tree/kept.md"), "it is not known to be deleted")
        }
    }

    @Test func itsOwnWritesAreNoChanges() async throws {
        let library = "\(workspace.root)/inside.db"
        var request = try workspace.request()
        request.sinks = [try SinkURL("sqlite:\(library)")]
        let (events, continuation) = AsyncStream.makeStream(of: Watcher.Event.self)
        let watcher = Watcher(registry: workspace.registry, request: request)
        let task = Task { try await watcher.run { continuation.yield($0) } }
        _ = await Self.next(events)
        try workspace.write("a.md", "# A\n")
        guard case .changed(let report)? = await Self.next(events) else {
            Issue.record("the change was not seen")
            return
        }
        #expect(report.storedFiles.map(\.description) == ["tree/a.md"])
        try workspace.write("b.md", "# B\n")
        guard case .changed(let next)? = await Self.next(events) else {
            Issue.record("the second change was not seen")
            return
        }
        #expect(next.storedFiles.map(\.description) == ["tree/b.md"], "and nothing in between")
        task.cancel()
        try await task.value
    }
}
