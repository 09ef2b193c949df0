import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct TreeWalkerTests {
    @Test func listsPathsInByteOrder() async throws {
        let tree = try TestTree("b", "a/z", "a.md", "a-b/c", "a/b/c", "é", "B", "a0")
        #expect(try await tree.paths() == ["B", "a-b/c", "a.md", "a/b/c", "a/z", "a0", "b", "é"])
    }

    @Test func listsTheSameWithAnyNumberOfWorkers() async throws {
        let tree = try TestTree()
        var random = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let folders = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                random.pick(["a", "b", "c", "node_modules"])
            }
            try tree.write((folders + [random.pick(["x.md", "y.md", "z.bak"])]).joined(separator: "/"))
        }
        var options = WalkOptions()
        options.parallelism = 1
        let expected = try await tree.walk(options)
        #expect(!expected.entries.isEmpty && !expected.skipped.isEmpty)
        for parallelism in [2, 3, 16] {
            options.parallelism = parallelism
            let walk = try await tree.walk(options)
            #expect(walk.entries.map(\.relativePath) == expected.entries.map(\.relativePath))
            #expect(walk.skipped == expected.skipped)
        }
    }

    @Test func tellsSizeModeAndTimes() async throws {
        let tree = try TestTree("run.sh")
        try tree.setMode("run.sh", 0o755)
        let entry = try #require(try await tree.walk().entries.first)
        #expect(entry.stamp.size == 6)
        #expect(entry.stamp.mode & 0o7777 == 0o755)
        #expect(entry.stamp.modified > 1_600_000_000_000_000_000)
        #expect(!entry.isStampTrustworthy, "it was made a moment ago")
    }

    @Test func countsEachThingOnce() async throws {
        let tree = try TestTree("a.md", "b/c.md", "node_modules/x/y.js", "z.bak")
        try tree.link("l", to: "a.md")
        try tree.makeFIFO("pipe")
        let walk = try await tree.walk()
        #expect(walk.entries.count == 3)
        #expect(walk.skipped.count == 3)
        #expect(walk.metCount == 6)
        #expect(walk.skipped.filter(\.isFolder).map(\.relativePath) == [Array("node_modules".utf8)])
    }

    @Test func takesAnEmptyFolder() async throws {
        #expect(try await TestTree().walk().metCount == 0)
    }
}

/// What the root may be.
struct IngestRootTests {
    @Test func takesAFileWhateverTheRulesSay() async throws {
        let tree = try TestTree("old.bak")
        try tree.write(".gitignore", "*\n")
        let root = try IngestRoot("\(tree.path)/old.bak")
        let walk = try await TreeWalker(root).walk()
        #expect(walk.entries.map(\.relativePath) == [Array("old.bak".utf8)])
        #expect(root.fileName == Array("old.bak".utf8))
        #expect(root.folderPath == Array(tree.path.utf8))
    }

    @Test func followsALinkToAFolder() async throws {
        let tree = try TestTree("real/a.md")
        try tree.link("alias", to: "real")
        let root = try IngestRoot("\(tree.path)/alias")
        #expect(root.name == Array("alias".utf8))
        #expect(root.folderPath == Array("\(tree.path)/real".utf8))
        #expect(try await TreeWalker(root).walk().entries.map(\.relativePath) == [Array("a.md".utf8)])
    }

    @Test func keepsTheNameOfALinkToAFile() async throws {
        let tree = try TestTree("real/AGENTS.md")
        try tree.link("CLAUDE.md", to: "real/AGENTS.md")
        let root = try IngestRoot("\(tree.path)/CLAUDE.md")
        let entry = try #require(try await TreeWalker(root).walk().entries.first)
        #expect(entry.relativePath == Array("CLAUDE.md".utf8))
        #expect(entry.kind == .file)
        #expect(try FileReader(root).read(entry.relativePath).bytes == Array("real/AGENTS.md".utf8))
    }

    @Test func namesAFolderThatIsGivenByDots() throws {
        let tree = try TestTree("sub/a")
        let name = try #require(tree.path.split(separator: "/").last)
        #expect(try IngestRoot("\(tree.path)/sub/..").name == Array(name.utf8))
        #expect(try IngestRoot("\(tree.path)/sub/").name == Array("sub".utf8))
    }

    @Test func skipsARootThatIsAPipe() async throws {
        let tree = try TestTree()
        try tree.makeFIFO("pipe")
        let walk = try await TreeWalker(IngestRoot("\(tree.path)/pipe")).walk()
        #expect(walk.skipped.map(\.reason) == [.specialFile(.fifo)])
    }

    @Test func refusesWhatIsNotThere() throws {
        let tree = try TestTree()
        let error = try #require(throws: SkillSplitError.self) { try IngestRoot("\(tree.path)/none") }
        #expect(error.code == .notFound)
        #expect(error.message.contains("\(tree.path)/none"))
    }
}
