import SkillSplitHost
import Testing

@testable import SkillSplitFormats

@Suite
struct MarkdownLinearityTests {
    private static let patterns: [LinearityPattern] = [
        ("headings", { String(repeating: "# a\n", count: $0) }),
        ("underlined headings", { String(repeating: "a\n===\n", count: $0) }),
        ("nested quotes", { String(repeating: "> ", count: $0) + "a\n" + String(repeating: "b\n", count: $0) }),
        ("nested lists", { String(repeating: "- ", count: $0) + "a\n" }),
        (
            "nested lists and blank lines",
            { String(repeating: "- ", count: $0) + "a\n" + String(repeating: "\n", count: $0) }
        ),
        ("nested numbers", { String(repeating: "1. ", count: $0) + "a\n" }),
        ("quotes and lists", { String(repeating: "> - ", count: $0) + "a\n" + String(repeating: ">\n", count: $0) }),
        ("stars", { String(repeating: "* ", count: $0) + "a\n" }),
        ("brackets", { String(repeating: "[", count: $0) }),
        ("bracket lines", { String(repeating: "[a\n", count: $0) }),
        ("definitions", { String(repeating: "[a]: b\n", count: $0) }),
        ("definitions with open titles", { String(repeating: "[a]: b\n\"c\n", count: $0) }),
        ("comments", { String(repeating: "<!--", count: $0) }),
        ("comment lines", { String(repeating: "<!--\n", count: $0) }),
        ("tags without an end", { String(repeating: "<step>\n", count: $0) }),
        ("ends without a tag", { String(repeating: "</step>\n", count: $0) }),
        (
            "tags without an end of their own",
            { String(repeating: "<aa>\n", count: $0) + String(repeating: "</bb>\n", count: $0) }
        ),
        ("nested tags", { String(repeating: "<step>\n", count: $0) + String(repeating: "</step>\n", count: $0) }),
        ("one long line", { String(repeating: "word ", count: $0) }),
        ("one long heading", { "# " + String(repeating: "*a* `b` [c](d) ", count: $0) }),
        ("one long tag", { "<step " + String(repeating: "a=\"b\" ", count: $0) + ">\n</step>\n" }),
        ("one long HTML tag", { "<x " + String(repeating: "a=\"b\" ", count: $0) + "\n" }),
        ("fences", { String(repeating: "```\n", count: $0) }),
        ("backticks", { String(repeating: "`", count: $0) + "\n" }),
        ("lone carriage returns", { String(repeating: "a\r", count: $0) }),
        ("blank lines", { String(repeating: "\n", count: $0) }),
        ("indentation", { String(repeating: " ", count: $0) + "a\n" }),
        (
            "staircase",
            { (0..<Int(Double($0).squareRoot())).map { String(repeating: " ", count: $0 * 2) + "- a\n" }.joined() }
        ),
    ]

    @Test(arguments: patterns.indices)
    func theBytesReadDoubleWhenTheTextDoubles(_ position: Int) {
        expectLinear(Self.patterns[position]) { text in
            let sections = SectionBuilder.sections(in: text, from: 0)
            #expect(tiles(sections, text.bytes))
        }
    }
}
