import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSQLite

@Suite struct QueryTests {
    private let library: TestLibrary

    init() throws {
        library = try TestLibrary()
    }

    /// What FTS5 gives meaning to, and what unicode61 gives none to.
    private static let pieces: [String] =
        [
            "\"", "'", "*", "^", ":", "(", ")", "{", "}", "+", "-", ".", "/", "\\", ",", ";", "%", "_", "#", "AND",
            "OR",
            "NOT", "NEAR", "NEAR(a b, 2)", "content:", "title :", "rowid", "rank", " ", "\n", "\t", "\0", "\u{1}", "a",
            "plain",
            "text", "c++", "foo.bar", "🧭", "👨‍👩‍👧", "e\u{301}", "é", "\u{301}", "日本", "\u{FEFF}", "\u{202E}",
            "\u{E000}", "\u{10FFFF}", "\u{FFFD}", "''; DROP TABLE files; --",
        ]

    private func text(_ generator: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...5, using: &generator) {
            if Bool.random(using: &generator) {
                text += Self.pieces.randomElement(using: &generator) ?? ""
            } else if let scalar = UnicodeScalar(UInt32.random(in: 0...0x2FFFF, using: &generator)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private func expression(_ depth: Int, _ generator: inout SeededGenerator) -> SearchExpression {
        let choice = depth == 0 ? Int.random(in: 0..<4, using: &generator) : Int.random(in: 0..<7, using: &generator)
        switch choice {
        case 0: return .word(text(&generator))
        case 1: return .prefix(text(&generator))
        case 2: return .phrase(text(&generator))
        case 3:
            let texts = (0..<Int.random(in: 0...3, using: &generator)).map { _ in text(&generator) }
            return .near(texts, distance: Int.random(in: -1...5, using: &generator))
        case 4: return .and(expression(depth - 1, &generator), expression(depth - 1, &generator))
        case 5: return .or(expression(depth - 1, &generator), expression(depth - 1, &generator))
        default: return .not(expression(depth - 1, &generator), expression(depth - 1, &generator))
        }
    }

    @Test func anyTextIsAQuery() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        let session = try await library.open()
        try await session.store([.make("c/a.md", "# A\nplain text c++ foo.bar 🧭\n# B\nother\n")])
        for _ in 0..<TestScale.times(3_000) {
            let expression = expression(4, &generator)
            do {
                _ = try await session.search(SearchRequest(expression: expression))
            } catch {
                Issue.record(error, "\(expression), seed \(seed)")
                return
            }
        }
    }

    @Test func chainsMayBeLongAndNestingHasALimit() async throws {
        let session = try await library.open()
        try await session.store([.make("c/a.md", "# A\nneedle\n")])
        var chain = SearchExpression.word("absent")
        for index in 0..<2_000 { chain = .or(chain, .word("no\(index)")) }
        #expect(try await session.find(.or(chain, .word("needle"))) == ["c/a.md#a"])
        var exclusions = SearchExpression.word("needle")
        for index in 0..<28 { exclusions = .not(exclusions, .word("no\(index)")) }
        #expect(try await session.find(exclusions) == ["c/a.md#a"])

        var deep = SearchExpression.word("needle")
        for _ in 0..<200 { deep = .and(.word("needle"), .or(.word("x"), deep)) }
        await #expect {
            try await session.search(SearchRequest(expression: deep))
        } throws: { error in
            (error as? SkillSplitError)?.code == .limit
        }
    }

    @Test(arguments: [
        ("🧭", "A map 🧭 and a compass"),
        ("❤", "I ❤️ it"),
        ("हिन्दी", "यह हिन्दी भाषा है"),
        ("தமிழ்", "தமிழ் மொழி"),
        ("தமிழ் மொழி", "தமிழ் மொழி"),
        ("cafe", "the café"),
        ("CAFÉ", "the cafe\u{301}"),
        ("claude", "Claude™ is here"),
        ("2024", "©2024"),
        ("skill", "├──skill.md"),
        ("c++", "in C++ only"),
        ("a/b", "the a/b test"),
        ("foo.bar", "call foo.bar()"),
        ("--flag", "use --flag here"),
        ("user@host", "mail user@host now"),
        ("Straße", "STRASSE Straße"),
        ("Привет", "привет мир"),
    ])
    func findsWordsOfManyScripts(_ word: String, _ text: String) async throws {
        let session = try await library.open()
        try await session.store([.make("c/a.md", "# Title\n\(text)\n"), .make("c/b.md", "# Other\nnothing\n")])
        #expect(try await session.find(.word(word)) == ["c/a.md#title"])
        #expect(try await session.find(.phrase(word)) == ["c/a.md#title"])
        let page = try await session.search(SearchRequest(expression: .word(word)))
        #expect(page.hits.first?.snippet.contains(SearchHit.matchStart) == true)
    }

    @Test func ranksTitlesAndNamesAboveContent() async throws {
        let session = try await library.open()
        let filler = String(repeating: "other words to read ", count: 5)
        try await session.store([
            .make("c/content.md", "# First\n\(filler) needle \(filler)\n"),
            .make("c/title.md", "# Needle\n\(filler)\(filler)\n"),
            .make("c/name.md", "# Third\n\(filler)\(filler)\n", metadata: Metadata(name: "needle")),
        ])
        let found = try await session.find(.word("needle"))
        #expect(found.count == 3 && found.last == "c/content.md#first")
    }

    @Test func equalScoresComeByPathAndPlace() async throws {
        let session = try await library.open()
        let copies = ["c/b.md", "c/a.md", "c/c.md"]
        for path in copies { try await session.store([.make(path, "# S\nneedle\n# S\nneedle\n")]) }
        let expected = copies.sorted().flatMap { ["\($0)#s", "\($0)#s-2"] }
        #expect(try await session.find(.word("needle")) == expected)
        // Pages cut the same order.
        var paged: [String] = []
        for offset in 0..<6 {
            let request = SearchRequest(expression: .word("needle"), limit: 1, offset: offset)
            let page = try await session.search(request)
            #expect(page.hasMore == (offset < 5))
            paged += page.hits.map { "\($0.path)#\($0.section.address)" }
        }
        #expect(paged == expected)
    }

    @Test func frontMatterIsFoundByItsNameAndDescriptionOnly() async throws {
        let session = try await library.open()
        let source = SourceBuffer("---\nname: tidy\nsecret: hidden\n---\n# Body\ntext\n")
        let document = try Document(
            source: source,
            sections: [
                Section(kind: .frontMatter, title: "", depth: 1, range: ByteRange(0, 34)),
                Section(kind: .heading, title: "Body", depth: 1, range: ByteRange(34, source.count)),
            ],
            metadata: Metadata(name: "tidy", description: "Cleans rooms.")
        )
        let record = Record(
            path: try DocumentPath("c/a.md"),
            kind: .skill,
            document: document,
            hash: ContentHash(of: source.bytes),
            sectionHashes: [0, 1].map { SectionHash(of: document.ownBytes(at: $0)) },
            parser: .testing
        )
        try await session.store([record])
        #expect(try await session.find(.word("hidden")).isEmpty)
        #expect(try await session.find(.word("tidy")) == ["c/a.md#front-matter"])
        #expect(try await session.find(.word("rooms")) == ["c/a.md#front-matter"])
        try await session.expectSound()
    }

    @Test func snippetsAreTextEvenWhereTheContentIsNot() async throws {
        let session = try await library.open()
        let bytes = Array("# A\n".utf8) + [0xFF, 0xFE] + Array(" needle \0 ".utf8) + [0xC3, 10]
        try await session.store([try .make(path: DocumentPath("c/a.md"), bytes: bytes)])
        let page = try await session.search(SearchRequest(expression: .word("needle")))
        #expect(page.hits.first?.snippet.contains("\(SearchHit.matchStart)needle\(SearchHit.matchEnd)") == true)
    }
}
