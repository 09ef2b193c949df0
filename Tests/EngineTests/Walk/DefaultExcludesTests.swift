import SkillSplitHost
import Testing

@testable import SkillSplitEngine

struct DefaultExcludesTests {
    private static let examples: [(path: String, rule: String)] = [
        (".git/HEAD", "version-control"), ("sub/.git", "version-control"), (".hg/x", "version-control"),
        ("node_modules/a/b.js", "node_modules"), (".venv/x", "python-environment"), ("__pycache__/a.pyc", "cache"),
        ("a.pyc", "cache"), (".DS_Store", "system"), ("._a.md", "system"), ("Thumbs.db", "system"), ("a.bak", "backup"),
        ("a.md~", "backup"), ("a.orig", "backup"), (".#a", "backup"), ("#a#", "backup"), (".a.swp", "backup"),
        ("a.zip", "archive"), ("a.tar.gz", "archive"), ("pdf.skill", "archive"), (".env", "credentials"),
        (".env.local", "credentials"), ("server.pem", "credentials"), ("id_rsa", "credentials"),
        ("skill-split.db", "library"), ("skill-split.db-wal", "library"), (".skill-split-export", "library"),
    ]

    @Test(arguments: examples) func leavesOut(example: (path: String, rule: String)) async throws {
        let tree = try TestTree(example.path)
        let skipped = try await tree.skipped()
        #expect(try await tree.paths().isEmpty)
        #expect(skipped.values.map { $0 } == ["default-exclude:\(example.rule)"])
        var options = WalkOptions()
        options.usesDefaultExcludes = false
        #expect(try await tree.paths(options) == [example.path])
    }

    @Test(arguments: [
        "build/a.md", "dist/a.md", "venv/a.md", ".env.example", "a.db", "library.sqlite", "environment.md",
        "id_rsa.pub",
        ".github/x.yml", ".claude/settings.json", "backup/a.md", "bak", "a.bakery", ".gitattributes", "node_modules.md",
    ])
    func takesWhatOnlyLooksLikeIt(path: String) async throws {
        #expect(try await TestTree(path).paths() == [path])
    }

    @Test func namesARuleAndAReasonForEachPattern() {
        #expect(Set(DefaultExcludes.rules.map(\.name)).count == DefaultExcludes.rules.count)
        for rule in DefaultExcludes.rules {
            #expect(!rule.patterns.isEmpty && rule.reason.hasSuffix("."), "\(rule.name)")
        }
        let patterns = DefaultExcludes.rules.flatMap(\.patterns)
        #expect(DefaultExcludes.names.count == patterns.count, "each pattern can match something")
    }
}

struct WalkGlobTests {
    @Test func takesOnlyWhatIncludesMatch() async throws {
        let tree = try TestTree("a.md", "b.txt", "docs/c.txt", "docs/deep/d.py")
        var options = WalkOptions()
        options.includes = ["*.md", "docs/deep"]
        #expect(try await tree.paths(options) == ["a.md", "docs/deep/d.py"])
        #expect(try await tree.skipped(options) == ["b.txt": "not-included", "docs/c.txt": "not-included"])
    }

    @Test func includesTakeInWhatOtherRulesLeaveOut() async throws {
        let tree = try TestTree("a.zip", "b.zip.bak", "c.log", "d.md")
        try tree.write(".gitignore", "*.log\n")
        var options = WalkOptions()
        options.includes = ["*.zip", "c.log"]
        #expect(try await tree.paths(options) == ["a.zip", "c.log"])
    }

    @Test func includesLeadIntoFoldersThatRulesLeaveOut() async throws {
        let tree = try TestTree(
            "node_modules/one/a.md",
            "node_modules/one/node_modules/b.md",
            "node_modules/two/c.md",
            "d.md"
        )
        var options = WalkOptions()
        options.includes = ["node_modules/one/**/*.md"]
        #expect(try await tree.paths(options) == ["node_modules/one/a.md"])
        #expect(
            try await tree.skipped(options) == [
                "d.md": "not-included", "node_modules/one/node_modules": "default-exclude:node_modules",
                "node_modules/two": "default-exclude:node_modules",
            ]
        )
        options.includes = ["*.md"]
        #expect(try await tree.paths(options) == ["d.md"], "a name leads nowhere")
        options.includes = ["node_modules"]
        #expect(
            try await tree.paths(options) == [
                "node_modules/one/a.md", "node_modules/one/node_modules/b.md", "node_modules/two/c.md",
            ]
        )
    }

    @Test func excludesWinOverIncludes() async throws {
        let tree = try TestTree("a.md", "b/a.md", "b/c.md")
        var options = WalkOptions()
        options.includes = ["*.md"]
        options.excludes = ["/a.md", "b/c.*"]
        #expect(try await tree.paths(options) == ["b/a.md"])
        #expect(try await tree.skipped(options) == ["a.md": "exclude-glob:/a.md", "b/c.md": "exclude-glob:b/c.*"])
    }

    @Test(arguments: ["[a", "", "/", "!x", "#x", "a\\"]) func refusesAGlobThatMatchesNothing(glob: String) throws {
        var options = WalkOptions()
        options.excludes = [glob]
        let tree = try TestTree()
        let root = try IngestRoot(tree.path)
        let error = #expect(throws: SkillSplitError.self) { try TreeWalker(root, options: options) }
        #expect(error?.code == .usage)
    }

    @Test(arguments: [
        ("*.md", "c/x/a.md", true), ("c/x", "c/x/a.md", true), ("c/*", "c/x/a.md", true), ("x", "c/x/a.md", true),
        ("/x", "c/x/a.md", false), ("c/**/a.*", "c/x/y/a.md", true), ("c/?.md", "c/x/a.md", false), ("[", "[", false),
        ("c/x/a.md/", "c/x/a.md", false), ("c/", "c/x/a.md", true),
    ])
    func matchesDocumentPaths(glob: String, path: String, isMatch: Bool) {
        #expect(Glob(glob).matches(Array(path.utf8)) == isMatch)
    }
}
