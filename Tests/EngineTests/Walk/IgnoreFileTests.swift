import SkillSplitEngine
import SkillSplitHost
import Testing

/// What the tests against git do not reach.
struct IgnoreFileTests {
    @Test func namesFileAndLineOfTheRule() async throws {
        let tree = try TestTree("docs/a.log", "docs/tmp/x")
        try tree.write("docs/.gitignore", "# logs\n\n*.log\ntmp/\n")
        #expect(
            try await tree.skipped() == [
                "docs/a.log": "ignore-file:docs/.gitignore:3", "docs/tmp": "ignore-file:docs/.gitignore:4",
            ]
        )
    }

    @Test func preferOwnIgnoreFilesToGits() async throws {
        let tree = try TestTree("a.log", "sub/b.log", "c.md")
        try tree.write("sub/.gitignore", "*.log\n")
        try tree.write(".gitignore", "*.log\n")
        try tree.write(".skillsplitignore", "!*.log\n*.md\n")
        #expect(try await tree.paths() == [".gitignore", ".skillsplitignore", "a.log", "sub/.gitignore", "sub/b.log"])
        #expect(try await tree.skipped() == ["c.md": "ignore-file:.skillsplitignore:2"])
    }

    @Test func ownIgnoreFilesTakeInWhatDefaultsLeaveOut() async throws {
        let tree = try TestTree("a.zip", "b.bak")
        try tree.write(".skillsplitignore", "!*.zip\n")
        #expect(try await tree.paths() == [".skillsplitignore", "a.zip"])
    }

    @Test func gitIgnoreFilesTakeInNothingThatDefaultsLeaveOut() async throws {
        let tree = try TestTree(".env")
        try tree.write(".gitignore", "!.env\n")
        #expect(try await tree.skipped() == [".env": "default-exclude:credentials"])
    }

    @Test func obeysIgnoreFilesAboveTheRootInItsRepository() async throws {
        let tree = try TestTree("outer/.git/HEAD", "outer/docs/in/a.md", "outer/docs/in/b.log", "outer/docs/in/c.txt")
        try tree.write(".gitignore", "*.md\n")
        try tree.write("outer/.gitignore", "*.log\n")
        try tree.write("outer/docs/.gitignore", "/in/c.txt\n/a.md\n")
        let walk = try await TreeWalker(IngestRoot("\(tree.path)/outer/docs/in")).walk()
        #expect(walk.entries.map(\.relativePath) == [Array("a.md".utf8)])
        let reasons = walk.skipped.map { "\($0.reason)" }
        #expect(
            reasons == [
                "ignore-file:\(tree.path)/outer/.gitignore:1", "ignore-file:\(tree.path)/outer/docs/.gitignore:1",
            ]
        )
    }

    @Test func endsAtTheTopOfARepositoryInside() async throws {
        let tree = try TestTree("a.log", "inner/.git/HEAD", "inner/b.log", "inner/c.tmp", "fake/.git/x", "fake/d.log")
        try tree.write(".gitignore", "*.log\n")
        try tree.write("inner/.git/info/exclude", "*.tmp\n")
        #expect(try await tree.paths() == [".gitignore", "inner/b.log"])
        #expect(try await tree.skipped()["inner/c.tmp"] == "ignore-file:inner/.git/info/exclude:1")
        #expect(try await tree.skipped()["fake/d.log"] == "ignore-file:.gitignore:1")
    }

    @Test func followsNoIgnoreFileThatIsALink() async throws {
        let tree = try TestTree("in/a.md", "in/b.log")
        try tree.write("rules", "*\n")
        try tree.link("in/.gitignore", to: "../rules")
        let walk = try await TreeWalker(IngestRoot("\(tree.path)/in")).walk()
        #expect(walk.entries.count == 3)
    }

    @Test func reportsAnIgnoreFileThatIsTooLarge() async throws {
        let tree = try TestTree("a.md")
        try tree.write(".gitignore", String(repeating: "x\n", count: 1 << 20))
        let walk = try await tree.walk()
        #expect(walk.entries.map(\.relativePath) == [Array("a.md".utf8)])
        #expect(walk.failures.map(\.relativePath) == [Array(".gitignore".utf8)])
        #expect(walk.metCount == 2)
    }

    /// Git before 2.5x took `**` behind a literal for a whole segment, against its documentation.
    @Test func takesTwoStarsInsideASegmentForOne() async throws {
        let tree = try TestTree("foox/bar", "foox/y/bar")
        try tree.write(".gitignore", "foo**/bar\n")
        #expect(try await tree.paths() == [".gitignore", "foox/y/bar"])
    }

    @Test func matchesLongPatternsInLinearTime() async throws {
        let stars = String(repeating: "a*", count: 2000)
        let tree = try TestTree(String(repeating: "a", count: 250))
        try tree.write(".gitignore", "\(stars)b\n" + String(repeating: "**/a*/", count: 500) + "b\n")
        #expect(try await tree.paths().count == 2)
    }
}
