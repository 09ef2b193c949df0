import SkillSplitTesting

/// Writes strings that try to run something in a page, by a grammar and a seed.
struct HostileMarkdown {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private static let payload = "window.pwned=1"
    private static let events = [
        "onload", "onerror", "onclick", "onfocus", "ontoggle", "onmouseover", "onanimationend",
    ]
    private static let elements = [
        "script", "img", "svg", "iframe", "object", "embed", "math", "style", "a", "body", "details", "input", "form",
        "button", "video", "audio", "link", "meta", "base", "template", "noscript", "textarea", "title", "xmp",
        "plaintext", "select", "option", "table", "td", "p", "div", "mtext", "foreignObject", "animate", "set",
        "marquee",
    ]
    private static let schemes = [
        "javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", " javascript:", "\u{1}javascript:",
        "&#106;avascript:", "&#x6A;avascript:", "javascript&colon;", "vbscript:", "data:text/html,",
        "data:image/svg+xml,", "data:text/html;base64,PHNjcmlwdD4=", "//evil.example/", "file:///etc/", "blob:",
        "feed:javascript:", "view-source:javascript:", "jav&#x0A;ascript:",
    ]

    mutating func next() -> String {
        switch Int.random(in: 0...11, using: &random) {
        case 0: return "<script>\(Self.payload)</script>"
        case 1: return "[x](\(pick(Self.schemes))\(Self.payload))"
        case 2: return "![x](\(pick(Self.schemes))\(Self.payload))"
        case 3: return "<\(element()) \(event())>\(next(depth: 1))</\(element())>"
        case 4: return "[x]: \(pick(Self.schemes))\(Self.payload)\n\n[x]"
        case 5:
            return
                "<!--\(pick(["", ">", "->", "#t0-->", "#o0-->", "#0#t0-->", "#0#o0-->", " --!>"]))<img src=x \(event())>-->"
        case 6:
            return
                "```\(pick(["js\"\(event())", "<script>", "html"]))\n</code></pre><script>\(Self.payload)</script>\n```"
        case 7: return "<\(pick(Self.schemes))\(Self.payload)>"
        case 8: return "# <img src=x \(event())> <a href=\"\(pick(Self.schemes))\(Self.payload)\">x</a>"
        case 9: return broken()
        case 10: return "| a | b |\n|---|---|\n| <img src=x \(event())> | \(next(depth: 1)) |"
        default: return "<custom-tag \(event())>\n\(next(depth: 1))\n</custom-tag>"
        }
    }

    private mutating func next(depth: Int) -> String {
        depth > 3
            ? Self.payload
            : Bool.random(using: &random) ? next() : "<\(element()) src=\"\(pick(Self.schemes))x\" \(event())>"
    }

    private mutating func event() -> String {
        let name = pick(Self.events)
        let quote = pick(["\"", "'", ""])
        let space = pick([" ", "/", "\t", "\n", "\u{C}", ""])
        return "\(space)\(name)\(pick(["=", " = ", "=\n"]))\(quote)\(Self.payload)\(quote)"
    }

    private mutating func element() -> String {
        let name = pick(Self.elements)
        return Bool.random(using: &random) ? name : name.uppercased()
    }

    /// A well-known shape with one character changed, dropped or doubled.
    private mutating func broken() -> String {
        var text = Array(
            pick([
                "<svg><style><img src=x onerror=\(Self.payload)></style></svg>",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=\(Self.payload)&gt;\">",
                "<noscript><p title=\"</noscript><img src=x onerror=\(Self.payload)>\">",
                "<a href=\"x\" title='\"><script>\(Self.payload)</script>'>y</a>",
                "<img src=\"data:image/png;base64,AA\" alt='\" onerror=\"\(Self.payload)'>",
                "<details open ontoggle=\(Self.payload)><summary>x</summary></details>",
                "<p id=\"main\"><form name=\"body\"><input name=\"dataset\"></form>",
                "<base href=\"//evil.example/\"><meta http-equiv=refresh content=\"0;url=javascript:\(Self.payload)\">",
                "<![CDATA[<script>\(Self.payload)</script>]]>",
                "<?xml-stylesheet href=\"javascript:\(Self.payload)\"?>",
            ])
        )
        let place = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: text.remove(at: place)
        case 1: text.insert(text[place], at: place)
        case 2: text[place] = pick(["\0", "<", ">", "\"", "'", "`", "\u{FEFF}", "/", "\n"])
        default: break
        }
        return String(text)
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }
}
