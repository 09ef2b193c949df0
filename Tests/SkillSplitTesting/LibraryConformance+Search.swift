import SkillSplitHost
import Testing

extension LibraryConformance {
    func checkSearch() async throws {
        let session = try await open(holding: [
            try .make(
                "c/fruit.md",
                "# Fruit\nThe apple and the pear ripen in autumn.\n## Storing\nKeep apples cool.\n"
            ),
            try .make("c/tools.md", "# Tools\nA ladder reaches the apple tree. C++ and foo.bar are no fruit.\n"),
            try .make("c/words.md", "# Pear\nunrelated\n## Ωmega\nnaïve café\n"),
        ])
        func hits(_ expression: SearchExpression?) async throws -> [String] {
            try await addresses(SearchRequest(expression: expression), in: session).sorted()
        }
        #expect(try await hits(nil).isEmpty)
        #expect(try await hits(.word("autumn")) == ["c/fruit.md#fruit"])
        #expect(try await hits(.word("AUTUMN")) == ["c/fruit.md#fruit"])
        #expect(try await hits(.word("absent")).isEmpty)
        #expect(try await hits(.prefix("rip")) == ["c/fruit.md#fruit"])
        #expect(try await hits(.phrase("apple tree")) == ["c/tools.md#tools"])
        #expect(try await hits(.phrase("tree apple")).isEmpty)
        #expect(try await hits(.near(["apple", "pear"], distance: 3)) == ["c/fruit.md#fruit"])
        #expect(try await hits(.near(["apple", "autumn"], distance: 1)).isEmpty)
        #expect(try await hits(.and(.word("apple"), .word("ladder"))) == ["c/tools.md#tools"])
        #expect(try await hits(.and(.word("autumn"), .word("ladder"))).isEmpty)
        #expect(try await hits(.or(.word("autumn"), .word("ladder"))) == ["c/fruit.md#fruit", "c/tools.md#tools"])
        #expect(try await hits(.not(.word("pear"), .word("autumn"))) == ["c/words.md#pear"])
        #expect(try await hits(.word("Pear")).contains("c/words.md#pear"), "titles are searched")
        #expect(try await hits(.word("foo.bar")) == ["c/tools.md#tools"])
        #expect(try await hits(.word("Ωmega")) == ["c/words.md#pear/ωmega"])
        try await session.finish()
    }

    func checkSearchFilters() async throws {
        var records: [Record] = []
        for index in 0..<30 {
            records.append(try .make("c/\(index).md", "# Part \(index)\nneedle\n", kind: index < 10 ? .skill : .agent))
        }
        records.append(try .make("d/x.md", "# Part x\nneedle\n", kind: .hook, metadata: Metadata(name: "The x")))
        let session = try await open(holding: records)
        let needle = SearchExpression.word("needle")
        func count(_ filter: FileFilter) async throws -> Int {
            try await session.search(SearchRequest(expression: needle, filter: filter, limit: 100)).hits.count
        }
        #expect(try await count(.all) == 31)
        #expect(try await count(FileFilter(kinds: [.skill])) == 10)
        #expect(try await count(FileFilter(collections: ["c"])) == 30)
        #expect(try await count(FileFilter(kinds: [.skill], collections: ["d"])) == 0)
        #expect(try await count(FileFilter(prefix: try DocumentPath("c/2.md"))) == 1)

        let first = try await session.search(SearchRequest(expression: needle, limit: 20))
        let rest = try await session.search(SearchRequest(expression: needle, limit: 20, offset: 20))
        #expect(first.hits.count == 20 && first.hasMore)
        #expect(rest.hits.count == 11 && !rest.hasMore)
        #expect(Set(first.hits.map(\.section.id) + rest.hits.map(\.section.id)).count == 31, "no hit twice")

        let request = SearchRequest(expression: needle, filter: FileFilter(kinds: [.hook]), snippetWords: 8)
        let hit = try await session.search(request).hits.first
        #expect(hit?.fileKind == .hook && hit?.fileName == "The x" && hit?.section.lines == 1...2)
        #expect(hit?.snippet.contains("\(SearchHit.matchStart)needle\(SearchHit.matchEnd)") == true)
        let bare = SearchRequest(expression: needle, filter: FileFilter(kinds: [.hook]), snippetWords: 0)
        #expect(try await session.search(bare).hits.first?.snippet == "")
        try await session.finish()
    }

    /// What was changed, deleted or rolled back is no longer found; what came is.
    func checkSearchFollowsChanges() async throws {
        let session = try await open(holding: [try .make("c/a.md", "# A\nbefore\n# B\nconstant\n")])
        func hits(_ word: String) async throws -> [String] {
            try await addresses(SearchRequest(expression: .word(word)), in: session)
        }
        _ = try await session.write([try .make("c/a.md", "# A\nafter\n# B\nconstant\n")])
        #expect(try await hits("after") == ["c/a.md#a"], "a session sees what it wrote")
        await session.rollback()
        #expect(try await hits("after").isEmpty)
        #expect(try await hits("before") == ["c/a.md#a"])
        for round in 0..<5 {
            try await store([try .make("c/a.md", "# New \(round)\nround\(round)\n# B\nconstant\n")], in: session)
            #expect(try await hits("round\(round)").count == 1)
            #expect(try await hits(round == 0 ? "before" : "round\(round - 1)").isEmpty)
            #expect(try await hits("constant") == ["c/a.md#b"])
        }
        _ = try await session.delete([try DocumentPath("c/a.md")])
        try await session.commit()
        #expect(try await hits("constant").isEmpty)
        try await session.finish()
    }

    /// No text is a syntax error.
    func checkHostileSearches() async throws {
        let session = try await open(holding: [try .make("c/a.md", "# A\nplain text\n")])
        let texts = [
            "", " ", "\"", "\"\"", "'", "*", "**", "c++", "a/b", "foo.bar", "(", ")", "()", "-", "--", "^", ":", "a:b",
            "{x}",
            "AND", "OR", "NOT", "NEAR", "NEAR(a b)", "a AND", "%", "_", "\\", "🧭", "\u{0}", "e\u{301}", "\n",
            String(repeating: "x", count: 10_000),
        ]
        for text in texts {
            let expressions: [SearchExpression] = [
                .word(text), .prefix(text), .phrase(text), .near([text, "plain"], distance: 2),
                .and(.word("plain"), .word(text)), .or(.word("plain"), .word(text)), .not(.word("plain"), .word(text)),
            ]
            for expression in expressions {
                do {
                    let page = try await session.search(SearchRequest(expression: expression))
                    #expect(page.hits.count <= 1)
                } catch {
                    Issue.record(error, "searching \(expression)")
                }
            }
        }
        try await session.finish()
    }

    private func addresses(_ request: SearchRequest, in session: Sink.Session) async throws -> [String] {
        try await session.search(request).hits.map { "\($0.path)#\($0.section.address)" }
    }
}
