import SkillSplitFormats
import SkillSplitHost
import Testing

@Suite
struct FrontMatterTests {
    @Test(arguments: [
        ("---\nname: a\n---\nx\n", 16), ("---\nname: a\n---", 15), ("---\r\nname: a\r\n---\r\nx", 19),
        ("---\rname: a\r---\rx", 16), ("\u{FEFF}---\nname: a\n---\nx", 19), ("---  \nname: a\n--- \t\nx", 20),
    ])
    func theBlockEndsAfterItsClosingLine(_ text: String, _ end: Int) {
        var diagnostics: [Diagnostic] = []
        let frontMatter = FrontMatter.read(SourceBuffer(text), diagnostics: &diagnostics)
        #expect(frontMatter?.range == ByteRange(0, end))
        #expect(frontMatter?.fields == [MetadataField("name", .string("a"))])
        #expect(diagnostics.isEmpty)
    }

    @Test(arguments: ["---\n---\n", "---\n\n---\n", "---\n# comment\n---\nx"])
    func anEmptyBlockHasNoFields(_ text: String) {
        var diagnostics: [Diagnostic] = []
        #expect(FrontMatter.read(SourceBuffer(text), diagnostics: &diagnostics)?.fields == [])
        #expect(diagnostics.isEmpty)
    }

    @Test(arguments: [
        "", "-", "--", "----\na: b\n----\n", " ---\na: b\n---\n", "\n---\na: b\n---\n", "--- a\n---\n", "# a\n",
    ])
    func aFileThatStartsOtherwiseHasNone(_ text: String) {
        var diagnostics: [Diagnostic] = []
        #expect(FrontMatter.read(SourceBuffer(text), diagnostics: &diagnostics) == nil)
        #expect(diagnostics.isEmpty)
    }

    @Test(arguments: ["---", "---\n", "---\na: b\n", "---\na: b\n----\n", "---\na: b\n ---\n"])
    func aBlockWithoutItsClosingLineIsReportedAtItsFirst(_ text: String) {
        var diagnostics: [Diagnostic] = []
        #expect(FrontMatter.read(SourceBuffer(text), diagnostics: &diagnostics) == nil)
        #expect(diagnostics.map(\.rule) == ["front-matter/unclosed"])
        #expect(diagnostics.first?.range == ByteRange(0, 3))
    }

    @Test
    func aDelimiterWithinAValueEndsTheBlockOnlyAtTheStartOfALine() {
        var diagnostics: [Diagnostic] = []
        let frontMatter = FrontMatter.read(
            SourceBuffer("---\na: b --- c\nd: |\n  ---\n---\ne"),
            diagnostics: &diagnostics
        )
        #expect(frontMatter?["a"] == .string("b --- c"))
        #expect(frontMatter?["d"] == .string("---\n"))
    }

    @Test
    func blankLinesBelowTheBlockAreAPartOfItsSection() {
        var diagnostics: [Diagnostic] = []
        let source = SourceBuffer("---\na: b\n---\n\n \n# c\n")
        let sections = MarkdownDocument.split(source, diagnostics: &diagnostics).sections
        #expect(sections.map(\.kind) == [.frontMatter, .heading])
        #expect(sections.map(\.range) == [ByteRange(0, 16), ByteRange(16, 20)])
    }
}
