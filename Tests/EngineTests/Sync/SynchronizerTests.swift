import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

struct SynchronizerTests {
    private let local = MemoryLibrary()
    private let remote = MemoryRemote()

    private func run(_ change: (inout SyncRequest) -> Void = { _ in }) async throws -> SyncReport {
        var request = SyncRequest(remoteName: "there")
        change(&request)
        let registry = try PluginRegistry([.parser(HeadingParser.self)])
        return try await Synchronizer(local: local, remote: remote, registry: registry).run(request)
    }

    private func put(_ library: MemoryLibrary, _ path: String, _ text: String?) async throws {
        let path = try DocumentPath(path)
        await library.edit(path, try text.map { try .make("\(path)", $0) })
    }

    private func text(_ library: MemoryLibrary, _ path: String) async throws -> String? {
        await library.committed.files[try DocumentPath(path)].map {
            String(decoding: $0.document.source.bytes, as: UTF8.self)
        }
    }

    @Test func mergesFilesThatBothSidesEdited() async throws {
        try await put(local, "c/a.md", "# A\none\n# B\ntwo\n# C\nthree\n")
        #expect(try await run().pushed.count == 1)
        try await put(local, "c/a.md", "# A\nONE\n# B\ntwo\n# C\nthree\n")
        try await put(remote.library, "c/a.md", "# A\none\n# B\ntwo\n# C\nTHREE\n# D\n")
        let report = try await run()
        #expect(report.conflicts.map(\.resolution) == [.merged] && report.isComplete)
        let merged = "# A\nONE\n# B\ntwo\n# C\nTHREE\n# D\n"
        #expect(try await text(local, "c/a.md") == merged)
        #expect(try await text(remote.library, "c/a.md") == merged)
    }

    @Test func keepsBothWhereOneSectionWasEditedTwice() async throws {
        try await put(local, "c/a.md", "# A\n")
        _ = try await run()
        try await put(local, "c/a.md", "# Mine\n")
        try await put(remote.library, "c/a.md", "# Theirs\n")
        let report = try await run()
        let copy = try #require(report.conflicts.first?.copy)
        #expect(report.conflicts.map(\.resolution) == [.keptBoth])
        #expect("\(copy)".hasPrefix("c/a.local-") && "\(copy)".hasSuffix(".md"))
        for library in [local, remote.library] {
            #expect(try await text(library, "c/a.md") == "# Theirs\n")
            #expect(try await text(library, "\(copy)") == "# Mine\n")
        }
        #expect(await local.committed.losers.values.map(\.content) == [Array("# Mine\n".utf8)])
    }

    @Test func findsANameForTheCopyWhereSomethingElseHasIt() async throws {
        var names: Set<DocumentPath> = []
        for round in 0..<3 {
            try await put(local, "c/a.md", "# Mine\n")
            try await put(remote.library, "c/a.md", "# Theirs \(round)\n")
            let report = try await run()
            let copy = try #require(report.conflicts.first?.copy)
            #expect(report.isComplete)
            #expect(try await text(remote.library, "\(copy)") == "# Mine\n")
            names.insert(copy)
            // Someone goes on with the copy.
            try await put(local, "\(copy)", "# Mine, edited \(round)\n")
            #expect(try await run().isComplete)
        }
        #expect(names.count == 3)
    }

    @Test func leavesConflictsWhereItIsTold() async throws {
        try await put(local, "c/a.md", "# Mine\n")
        try await put(remote.library, "c/a.md", "# Theirs\n")
        let report = try await run { $0.conflicts = .fail }
        #expect(report.conflicts.map(\.resolution) == [.left] && !report.isComplete)
        #expect(try await text(local, "c/a.md") == "# Mine\n")
        #expect(try await text(remote.library, "c/a.md") == "# Theirs\n")
    }

    @Test func anEditOutlivesADeletion() async throws {
        try await put(local, "c/a.md", "# A\n")
        try await put(local, "c/b.md", "# B\n")
        _ = try await run()
        try await put(local, "c/a.md", nil)
        try await put(remote.library, "c/a.md", "# Edited\n")
        _ = try await run()
        #expect(try await text(local, "c/a.md") == "# Edited\n")
    }

    @Test func refusesToDeleteTooMuchBeforeItWritesAnything() async throws {
        for index in 0..<4 { try await put(local, "c/\(index).md", "# \(index)\n") }
        _ = try await run()
        for index in 0..<3 { try await put(local, "c/\(index).md", nil) }
        try await put(local, "c/new.md", "# New\n")
        await #expect(throws: SkillSplitError.self) { try await run() }
        #expect(try await text(remote.library, "c/new.md") == nil)
        let report = try await run { $0.deletionLimit = .count(3) }
        #expect(report.deletedThere.count == 3 && report.pushed.count == 1)
    }

    @Test func carriesOneWayOnly() async throws {
        try await put(local, "c/a.md", "# A\n")
        try await put(remote.library, "c/b.md", "# B\n")
        #expect(try await run { $0.direction = .push }.pushed.map(\.description) == ["c/a.md"])
        #expect(try await text(local, "c/b.md") == nil)
        #expect(try await run { $0.direction = .pull }.pulled.map(\.description) == ["c/b.md"])
        #expect(try await run().changes == 0)
    }

    @Test func settlesConflictsInItsOwnDirection() async throws {
        try await put(local, "c/a.md", "# Mine\n")
        try await put(remote.library, "c/a.md", "# Theirs\n")
        let kept = try await run { request in
            request.direction = .push
            request.conflicts = .remote
        }
        #expect(kept.conflicts.map(\.resolution) == [.left])
        #expect(try await text(local, "c/a.md") == "# Mine\n", "a push does not change this side")
        let pushed = try await run { request in
            request.direction = .push
            request.conflicts = .local
        }
        #expect(pushed.conflicts.map(\.resolution) == [.local] && pushed.isComplete)
        #expect(try await text(remote.library, "c/a.md") == "# Mine\n")
        #expect(await local.committed.losers.values.map(\.content) == [Array("# Theirs\n".utf8)])
    }

    @Test func writesNothingInADryRun() async throws {
        try await put(local, "c/a.md", "# A\n")
        let report = try await run { $0.isDryRun = true }
        #expect(report.pushed.map(\.description) == ["c/a.md"])
        #expect(await remote.library.writes == 0)
    }

    @Test func keepsFilesWithCredentialsHere() async throws {
        let token = "ghp_" + "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5"
        try await put(local, "c/a.md", "# A\nline\ntoken: \(token)\n")
        try await put(local, "c/b.md", "# B\n")
        let report = try await run()
        #expect(report.pushed.map(\.description) == ["c/b.md"])
        let failure = try #require(report.failed.first?.detail)
        #expect(failure.code == .credential && failure.message.contains("line 3 (github-token)"))
        #expect(!"\(failure)".contains(token))
        #expect(try await run { $0.secrets.allowsAll = true }.pushed.map(\.description) == ["c/a.md"])
    }

    @Test func asksOnceWhereNothingChanged() async throws {
        for index in 0..<20 { try await put(local, "c/\(index).md", "# \(index)\n") }
        _ = try await run()
        let before = await remote.requests
        #expect(try await run().changes == 0)
        #expect(await remote.requests == before + 1)
    }
}
