import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite struct QueryParserTests {
    @Test(arguments: [
        ("git", SearchExpression.word("git")),
        ("git hook", .or(.word("git"), .word("hook"))),
        ("git AND hook", .and(.word("git"), .word("hook"))),
        ("a AND b c", .or(.and(.word("a"), .word("b")), .word("c"))),
        ("a NOT b", .not(.word("a"), .word("b"))),
        ("a AND b NOT c", .and(.word("a"), .not(.word("b"), .word("c")))),
        (#""code review""#, .phrase("code review")),
        ("deploy*", .prefix("deploy")),
        ("NEAR(git hook, 5)", .near(["git", "hook"], distance: 5)),
        ("git NEAR/3 hook", .near(["git", "hook"], distance: 3)),
        ("git NEAR hook", .near(["git", "hook"], distance: 10)),
        ("(a OR b) AND c", .and(.or(.word("a"), .word("b")), .word("c"))),
        ("c++", .word("c++")),
        ("foo.bar a/b", .or(.word("foo.bar"), .word("a/b"))),
    ])
    func readsWhatTheHelpDescribes(query: String, expected: SearchExpression) {
        #expect(QueryParser.parse(query) == expected)
    }

    @Test(
        arguments: [
            ("AND", nil),
            ("\"", SearchExpression.word("\"")),
            ("\"open phrase", .or(.word("open"), .word("phrase"))),
            (")a(", .word("a")),
            ("NOT", .word("NOT")),
            ("a AND", .word("a")),
            ("a NOT", .word("a")),
            ("   ", nil),
            ("🎉", .word("🎉")),
            ("f(x", .or(.word("f"), .word("x"))),
        ] as [(String, SearchExpression?)]
    )
    func givesEveryOtherStringSomeReading(query: String, expected: SearchExpression?) {
        #expect(QueryParser.parse(query) == expected)
    }

    @Test func hugeQueriesEndSoon() {
        for query in [
            String(repeating: "(", count: 100_000), String(repeating: "a AND ", count: 100_000),
            String(repeating: "NOT ", count: 100_000), String(repeating: "a NOT ", count: 100_000),
        ] {
            let terms = QueryParser.parse(query).map(Self.count) ?? 0
            #expect(terms <= QueryParser.maximumTerms * 2)
        }
    }

    @Test func randomQueriesNeverFail() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let pieces = ["a", "\"", "(", ")", " ", "AND", "OR", "NOT", "NEAR", "/5", "*", ",", "é", "\0", "c++"]
        for _ in 0..<5000 {
            let query = (0..<Int(random.next() % 12)).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
                .joined()
            let first = QueryParser.parse(query)
            #expect(first == QueryParser.parse(query), "seed \(seed), query \(query)")
        }
    }

    private static func count(_ expression: SearchExpression) -> Int {
        switch expression {
        case .word, .prefix, .phrase, .near: 1
        case .and(let left, let right), .or(let left, let right), .not(let left, let right):
            count(left) + count(right)
        }
    }
}
