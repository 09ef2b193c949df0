import SkillSplitTesting

/// Makes random Markdown in which every block can meet every other.
///
/// Each line is a prefix and a body. The prefix is that of the line before, its indentation, a part of it, or a new one:
/// so that containers go on, end, nest, and are continued lazily.
struct MarkdownGrammar {
    private var random: SeededGenerator
    private var prefix = ""
    private var fence = "```"

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    static func document(seed: UInt64) -> [UInt8] {
        var grammar = MarkdownGrammar(seed: seed)
        return grammar.document()
    }

    private mutating func document() -> [UInt8] {
        let endings = random.pick([["\n"], ["\n"], ["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]])
        var text = ""
        for _ in 0..<Int.random(in: 1...(random.one(in: 10) ? 60 : 14), using: &random) {
            changePrefix()
            text += prefix + body() + trailer() + random.pick(endings)
            if random.one(in: 4) { text += random.pick(endings) }
        }
        if random.one(in: 4) { text += prefix + body() }
        var bytes = Array(text.utf8)
        while random.one(in: 6), !bytes.isEmpty { flip(&bytes) }
        return bytes
    }

    private mutating func changePrefix() {
        switch Int.random(in: 0..<10, using: &random) {
        case 0...2: prefix = ""
        case 3: prefix = String(prefix.map { $0 == ">" || $0 == "\t" ? $0 : " " })
        case 4: prefix = String(prefix.dropLast(Int.random(in: 1...3, using: &random)))
        case 5: prefix = random.pick(Self.prefixes)
        case 6: if prefix.utf8.count < 16 { prefix += random.pick(Self.prefixes) }
        case 7: prefix = random.pick(["", " ", "  ", "   ", "    ", "     ", "\t", " \t", "      "])
        default: break
        }
    }

    private mutating func body() -> String {
        switch Int.random(in: 0..<24, using: &random) {
        case 0...3: return random.pick(Self.words)
        case 4: return random.pick(["#", "##", "###", "####", "######", "#######"]) + random.pick(Self.headings)
        case 5: return random.pick(["# ", "## ", ""]) + inline()
        case 6...7: return random.pick(["===", "=", "---", "--", "-", "----", "= =", "===x", "=-", "== "])
        case 8: return random.pick(["***", "* * *", "___", "- - -", "--- -", "_ _ _ a", "**", "* - *", "-\t-\t-"])
        case 9...10: return fenceLine()
        case 11: return random.pick(Self.htmlStarts)
        case 12: return random.pick(Self.htmlEnds)
        case 13...14: return random.pick(Self.tags)
        case 15: return random.pick(Self.definitions)
        case 16: return random.pick(["", "", " ", "  ", "\t"])
        case 17...18: return random.pick(Self.prefixes) + random.pick(Self.words)
        case 19: return random.pick(["-", "*", "+", "1.", "2.", "1)", "10.", ">", "- -", "> >", "1. -", "-\t"])
        case 20: return random.pick(Self.prefixes) + body()
        case 21: return random.pick([" ", "  ", "   ", "    ", "\t"]) + body()
        case 22: return "| a | b |"
        default: return random.pick(Self.words) + " " + random.pick(Self.words)
        }
    }

    /// A few inline marks in a row, paired or not.
    private mutating func inline() -> String {
        (0..<Int.random(in: 1...6, using: &random)).map { _ in random.pick(Self.inlines) }.joined()
    }

    private mutating func fenceLine() -> String {
        if random.one(in: 2) { fence = random.pick(["```", "~~~", "````", "~~~~", "``", "`````"]) }
        return fence + random.pick(["", "", "", "swift", " swift", " a`b", "   ", "~", "`"])
    }

    private mutating func trailer() -> String {
        random.pick(["", "", "", "", "", "", " ", "  ", "\t", " #", " ##", "\\"])
    }

    private mutating func flip(_ bytes: inout [UInt8]) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch random.pick([0, 1, 2]) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(random.pick(Self.flips), at: place)
        default: bytes[place] = random.pick(Self.flips)
        }
    }

    private static let prefixes = [
        "> ", ">", "- ", "* ", "+ ", "1. ", "2. ", "1) ", "12) ", "  ", "    ", "> > ", "- - ", "-   ", "-\t", ">\t",
        "\t",
        "-     ", "1.  ", "0. ", "123456789. ", "1234567890. ",
    ]
    private static let words = [
        "foo", "bar baz", "*em* text", "`code`", "a `` b", "\\# not", "&amp;", "**bold**", "x < y", "[foo]",
        "snake_case",
        "é", "\u{A0}x", "end.", "a\tb", "!", "<b>x</b>", "http://a.b/c",
    ]
    private static let headings = [
        " Heading", " Two words ##", "\tTab", "", " ", " #", " a # b #", " `code` *em*", "NoSpace", " [foo]", " \\#",
        " x #\\#",
    ]
    private static let inlines = [
        "a", "b c", " ", " ", "*", "**", "***", "_", "__", "`", "``", "[a](b)", "![i](u \"t\")", "<http://x.y>", "<b>",
        "</b>",
        "\\*", "\\\\", "&lt;", "&bogus;", "[x]", "](", "[", ")", "é", "—", ".", "<a@b.c>", "List<Int>", "<!-- c -->",
    ]
    private static let htmlStarts = [
        "<div>", "<div", "<DIV class=\"a\">", "</div>", "<p", "<hr/>", "<!-- comment", "<!-- one --> two", "<!-->",
        "<?php",
        "<!DOCTYPE html", "<!doctype", "<![CDATA[", "<pre>", "<script", "<style>", "<span>", "<span a=\"b\" c='d' e=f>",
        "</span >", "<a href=\"x\">y", "<br />", "<x-y z>", "<table>", "<th>", "<thead>", "<h2>", "<textarea>",
        "<details>",
    ]
    private static let htmlEnds = [
        "-->", "a --> b", "?>", ">", "]]>", "</pre>", "</script>", "x </STYLE> y", "</textarea>", "</div>",
        "</details>",
    ]
    private static let tags = [
        "<objective>", "</objective>", "<step name=\"a\">", "</step>", "<process>", "</process>", "<files_to_read>",
        "</files_to_read>", "<example>", "</example>", "  <step name=\"b c\">", "    <step>", "<a-b>", "</a-b>",
        "<Task x>",
        "</Task>", "<step/>", "<step> x", "</step >",
    ]
    private static let definitions = [
        "[foo]: /url", "[foo]: <bar>", "[foo]:", "[foo]: /url \"title\"", "[foo]: /url 'title", "title'", "\"title\"",
        "[foo]: /url \"t\" x", "[fo", "o]: /url", "[]: x", "[ ]: x", "[a\\]b]: c", "[foo]: a b", "(title)",
        "[foo]: (a(b)c)",
        "[foo]: /url (t", "[bar]:/u", "/url", "<bar> (x)", "[foo]:\t/url\t",
    ]
    private static let flips = Array("#-=>*+`~<> \t\n\r\\[]!:\"'().1_\u{0}".utf8) + [0xFF, 0xC3]
}
