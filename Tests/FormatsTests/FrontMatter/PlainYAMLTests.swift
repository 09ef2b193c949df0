import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitFormats

/// The reader of plain YAML may give up on anything, but what it reads must be what Yams reads.
@Suite
struct PlainYAMLTests {
    /// Lines such as people write them, and the same broken a little.
    ///
    /// `SKILL_SPLIT_ORACLE_DOCUMENTS` says how many.
    @Test
    func whatItReadsIsWhatYamsReads() throws {
        let count = Environment.number("SKILL_SPLIT_ORACLE_DOCUMENTS") ?? 5_000
        let seed = Environment.number("SKILL_SPLIT_SEED") ?? .random(in: 0..<1_000_000_000)
        var readCount = 0
        for document in seed..<(seed + count) {
            var grammar = YAMLGrammar(seed: UInt64(document))
            let bytes = grammar.document()
            guard let plain = PlainYAML.fields(of: CountingText(bytes)) else { continue }
            readCount += 1
            let yams = try? YAMLComposer.fields(of: CountingText(bytes))
            guard plain != yams else { continue }
            Issue.record("document \(document): \(String(reflecting: String(decoding: bytes, as: UTF8.self)))")
            break
        }
        print("\(readCount) of \(count) YAML documents from seed \(seed) are plain")
        #expect(readCount > count / 10)
    }

    @Test(arguments: [
        "name: a\ndescription: Use it, when (x) / y = z.\nmodel: opus\n", "a: \"b: c\"\nd: 'e # f'\n", "a: [b, c]\n",
        "a:\n  - b\n  - \"c\"\nd:\n- e\n", "a:\r\nb: c\r\n", "# c\na: é\n\nb: 1.5  \n", "",
        "tools: [\"Bash(git *)\", Read]",
    ])
    func plainFrontMatterIsRead(_ yaml: String) throws {
        let plain = try #require(PlainYAML.fields(of: CountingText(Array(yaml.utf8))))
        #expect(try plain == YAMLComposer.fields(of: CountingText(Array(yaml.utf8))))
    }

    @Test
    func bracketsInPlainTextNestNothing() {
        let brackets = String(repeating: "[", count: 200)
        let fields = PlainYAML.fields(of: CountingText(Array("a: \"\(brackets)\"\nb: x \(brackets)\n".utf8)))
        #expect(fields == [MetadataField("a", .string(brackets)), MetadataField("b", .string("x \(brackets)"))])
    }

    @Test(arguments: [
        "a: b: c", "a: b #c", "a: \"b\\n\"", "a: 'b''c'", "a:\tb", "a: b\n  c", "a: |\n  b", "a: b\na: c", "a: *b",
        "- a",
        "a: {b: c}", "a: [[b]]", "a:\n  b: c", "a: b:", "a: \"b\" c", "a:b", "a: \u{2028}", "\u{FEFF}a: b", "a: \u{85}",
        "a:\n  - b\n - c", "a:\n  - b: c", "a: b\n- c", "...", "a: @b", "a: %b", "a: &b c", "a: !b c", "a: - b",
        "a: ? b",
    ])
    func whatNeedsAParserIsLeftToIt(_ yaml: String) {
        #expect(PlainYAML.fields(of: CountingText(Array(yaml.utf8))) == nil)
    }
}

/// Random YAML, most of it plain.
private struct YAMLGrammar {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func document() -> [UInt8] {
        let end = random.pick(["\n", "\n", "\n", "\r\n", "\r"])
        var text = ""
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            text += line()
            text += end
        }
        if random.one(in: 4), !text.isEmpty { text.removeLast() }
        var bytes = Array(text.utf8)
        if random.one(in: 8), !bytes.isEmpty {
            bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
        }
        return bytes
    }

    private mutating func line() -> String {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: ""
        case 1: random.pick(["# note", " ", "  ", " # x", "#", "\t"])
        case 2: "\(key()):"
        case 3...5: "\(random.pick(["", "  ", "  ", "    "]))-\(random.pick([" ", " ", "  ", ""]))\(value())"
        case 6: "\(key()): [\(list())\(random.pick(["]", "]", "] ", "", ",]"]))"
        default: "\(key()):\(random.pick([" ", " ", " ", "  ", ""]))\(value())\(random.pick(["", "", "", " ", "  "]))"
        }
    }

    private mutating func key() -> String {
        random.pick([
            "name", "description", "a", "b", "c-d", "_e", "F1", "true", "null", "x.y", "<<", "é", "\"q\"", "1",
        ])
    }

    private mutating func list() -> String {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
            random.pick(["a", "true", "null", "\"b c\"", "'*'", "d-e", "1", "x y", "Bash(git:*)", "\"f\": g", "h:", ""])
        }.joined(separator: random.pick([", ", ",", " , "]))
    }

    private mutating func value() -> String {
        if random.one(in: 6) { return "\"\(words())\"" }
        if random.one(in: 8) { return "'\(words())'" }
        return words()
    }

    private mutating func words() -> String {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in random.pick(Self.words) }
            .joined(separator: random.pick([" ", " ", "", "  "]))
    }

    private static let words = [
        "use", "when", "1.5", "12", "~", "true", "off", "null", "é", "“q”", "—", "😀", "a/b", "(c)", "$x", "+1", "<d>",
        "e:f",
        "#", "g#", ":", "h:", "-", "--", "---", "...", "\"", "'", "\\", ",", "[", "]", "{", "}", "*", "&", "!", "|",
        ">", "%",
        "@", "`", "?", "=", "i.e.", "0x1f", "1e3", ".5", "\u{A0}", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{FFFD}", "\t",
        "2024-01-01", "12:30", "y", "n", "No", "<<", "=",
    ]
}
