import SkillSplitFormats
import SkillSplitHost
import Testing

@Suite
struct MarkdownSectionsTests {
    @Test
    func headingsNestByTheirLevel() {
        let text = "intro\n\n# One\n\n### Deep\n\n## Two\nx\n"
        #expect(outline(ofMarkdown: text) == ["preamble", "heading One", "    heading Deep", "  heading Two"])
        #expect(parts(ofMarkdown: text) == ["intro\n\n", "# One\n\n", "### Deep\n\n", "## Two\nx\n"])
    }

    @Test
    func headingsKnowTheirLevel() {
        let sections = MarkdownSplitter.split(Array("<step>\n\n## Two\n\n</step>\n".utf8))
        #expect(sections.map(\.headingLevel) == [nil, 2])
        #expect(sections.map(\.depth) == [1, 3])
    }

    @Test
    func underlinedParagraphsAreHeadings() {
        let text = "para\n\nTwo\nlines\n===\nx\n\nSub\n---\n"
        #expect(outline(ofMarkdown: text) == ["preamble", "heading Two lines", "  heading Sub"])
        #expect(parts(ofMarkdown: text)[1] == "Two\nlines\n===\nx\n\n")
    }

    @Test(arguments: [
        "```\n# a\n```\n", "~~~~\n```\n# a\n~~~\n# b\n", "    # a\n", "<!--\n\n# a\n-->\n", "<div>\n# a\n</div>\n",
        "> # a\n", "- # a\n", "1. x\n\n   # a\n", "- a\n  # b\n", "<pre>\n\n# a\n</pre>\n", "a\n    # b\n", "#a\n",
        "\\# a\n",
        "[a]: b\n===\n", "####### a\n", "<?php\n# a\n?>\n", "<![CDATA[\n# a\n]]>\n",
    ])
    func whatIsNoHeadingOfTheDocumentIsNoSection(_ text: String) {
        #expect(outline(ofMarkdown: text) == ["preamble"])
    }

    @Test(arguments: [
        "# a", "   # a", "#\ta", "# a #", "# a ##  ", "a\n=", "a\n---", " a\n  ==  ", "```\n```\n# a", "> b\n\n# a",
        "- b\n# a",
        "<!-- -->\n# a", "b\n# a", "2. b\n# a", "<div>\n\n# a",
    ])
    func whatIsAHeadingOfTheDocumentIsASection(_ text: String) {
        let last = MarkdownSplitter.split(Array(text.utf8)).last
        #expect(last?.kind == .heading)
        #expect(last?.title == "a")
    }

    @Test
    func lineEndingsOfEveryKindSeparateHeadings() {
        #expect(outline(ofMarkdown: "# a\r\n# b\r# c\n# d") == ["heading a", "heading b", "heading c", "heading d"])
        #expect(parts(ofMarkdown: "# a\r\n# b\r# c") == ["# a\r\n", "# b\r", "# c"])
    }

    @Test
    func aByteOrderMarkHidesNoHeading() {
        #expect(outline(ofMarkdown: "\u{FEFF}# a\n") == ["heading a"])
        #expect(parts(ofMarkdown: "\u{FEFF}a\n\n# b\n") == ["\u{FEFF}a\n\n", "# b\n"])
        #expect(outline(ofMarkdown: "\u{FEFF}") == ["preamble"])
    }

    @Test
    func splittingStartsAtTheOffset() {
        let bytes = Array("# a\n# b\n".utf8)
        let sections = MarkdownSplitter.split(bytes, from: 4)
        #expect(sections.map(\.range) == [ByteRange(4, 8)])
        #expect(MarkdownSplitter.split(bytes, from: 8).isEmpty)
        #expect(MarkdownSplitter.split(bytes, from: 9).isEmpty)
        #expect(MarkdownSplitter.split([]).isEmpty)
    }
}
