import SkillSplitFormats
import SkillSplitHost
import Testing

@Suite
struct FirstWordsTests {
    @Test(arguments: [
        ("# Title\n\nThe *first*\nparagraph.\n\nMore.\n", "The first paragraph."), ("a\n", "a"),
        ("Title\n===\n\nb\n", "b"),
        ("<objective>\nDo `it`.\n</objective>\n", "Do it."), ("<!-- c\n\n# d -->\n\nb\n", "b"),
        ("```\ncode\n```\nb\n", "b"),
        ("- item\n\n> quote\n\n| a |\n\n---\n\nb\n- c\n", "b"), ("[a]: b\n\nc\n", "c"), ("[a]: b\n\"t\"\nc\n", "c"),
        ("[a]: b\n\"t\"\n# x\nc\n", "c"), ("a\n# b\n", "a"),
        ("    code\n\nb\n", "b"),
        ("1999 was\n2. not a list\n", "1999 was 2. not a list"), ("\u{FEFF}\r\na\r\nb\r\n", "a b"),
        ("<p>html</p>\n\nb", "b"),
    ])
    func theFirstParagraphIsProse(_ text: String, _ paragraph: String) {
        #expect(MarkdownDocument.firstParagraph(of: SourceBuffer(text)) == paragraph)
    }

    @Test(arguments: ["", "\n \n", "# Title\n", "- a\n- b\n", "```\na\n", "<!-- a"])
    func textWithoutProseHasNoParagraph(_ text: String) {
        #expect(MarkdownDocument.firstParagraph(of: SourceBuffer(text)) == nil)
    }

    @Test(arguments: [("\n\n## A *b* ##\n", "A b"), ("a b\nc", "a b"), ("   - x\n", "- x")])
    func theFirstLineIsReadWithoutMarks(_ text: String, _ line: String) {
        #expect(MarkdownDocument.firstLine(of: SourceBuffer(text)) == line)
    }

    @Test
    func wordsAreSoughtFromTheOffset() {
        let source = SourceBuffer("---\na: b\n---\nc\n")
        #expect(MarkdownDocument.firstParagraph(of: source, from: 13) == "c")
        #expect(MarkdownDocument.firstLine(of: source, from: 13) == "c")
        #expect(MarkdownDocument.firstLine(of: source, from: 99) == nil)
    }

    @Test
    func theFirstHeadingIsTheFirstOfAnyLevel() {
        var diagnostics: [Diagnostic] = []
        let sections = MarkdownDocument.split(SourceBuffer("a\n\n## b\n\n# c\n"), diagnostics: &diagnostics).sections
        #expect(MarkdownDocument.firstHeading(in: sections) == "b")
        #expect(MarkdownDocument.firstHeading(in: []) == nil)
    }
}
