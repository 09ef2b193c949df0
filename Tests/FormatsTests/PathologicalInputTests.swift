import Foundation
import SkillSplitFormats
import SkillSplitHost
import Testing

/// Inputs made to be slow, or to exhaust the stack.
///
/// Each is read on a thread whose stack would not hold a call for each level. `SKILL_SPLIT_PATHOLOGICAL=1000000` makes
/// them as large as an attacker would; the count of bytes read is tested by the suites on linearity.
@Suite
struct PathologicalInputTests {
    private static let size = Environment.number("SKILL_SPLIT_PATHOLOGICAL") ?? 20_000

    private static let patterns: [(name: String, make: @Sendable (Int) -> String)] = [
        ("headings", { String(repeating: "# a\n", count: $0) }),
        ("quotes", { String(repeating: "> ", count: $0) + "a\n" }),
        ("lists", { String(repeating: "- ", count: $0) + "a\n\n# b\n" }),
        ("tags", { String(repeating: "<step>\n", count: $0) + String(repeating: "</step>\n", count: $0) }),
        ("brackets", { String(repeating: "[", count: $0) }),
        ("closed brackets", { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }),
        ("braces", { String(repeating: "{\"a\":", count: $0) + "1" + String(repeating: "}", count: $0) }),
        ("comments", { String(repeating: "<!--", count: $0) }),
        ("a heading of brackets", { "# " + String(repeating: "[", count: $0) }),
        ("a heading of images", { "# " + String(repeating: "![", count: $0) + String(repeating: "](a)", count: $0) }),
        ("emphasis", { "# " + String(repeating: "*a **b ", count: $0) }),
        ("one line", { String(repeating: "words ", count: $0) }),
        ("front matter of brackets", { "---\na: " + String(repeating: "[", count: $0) + "\n---\n" }),
        ("front matter of dashes", { "---\na:\n" + String(repeating: "- ", count: $0) + "b\n---\n" }),
        ("front matter of aliases", { "---\na: &a b\nc: [" + String(repeating: "*a, ", count: $0) + "]\n---\n" }),
        ("front matter of one key", { "---\n" + String(repeating: "a: b\n", count: $0) + "---\n" }),
        ("front matter of broken values", { "---\n" + String(repeating: "a: b: c\n", count: $0) + "---\n" }),
    ]

    private struct Reading: Sendable {
        let name: String
        let sections: [Section]
    }

    /// The sections that each splitter makes of `bytes`, read on a thread with a stack of half a megabyte.
    private func readings(of bytes: [UInt8]) async -> [Reading] {
        await withCheckedContinuation { continuation in
            let thread = Thread {
                let source = SourceBuffer(bytes)
                var diagnostics: [Diagnostic] = []
                _ = YAMLReader.fields(of: source, diagnostics: &diagnostics)
                _ = MarkdownDocument.firstParagraph(of: source)
                let answer = Array(#"{"_type":"tag","name":"a","language":"Sh","line":1,"kind":"function"}"#.utf8)
                continuation.resume(returning: [
                    Reading(
                        name: "markdown",
                        sections: MarkdownDocument.split(source, diagnostics: &diagnostics).sections
                    ),
                    Reading(name: "yaml", sections: YAMLSplitter.split(bytes)),
                    Reading(name: "json", sections: JSONDocument.split(source, diagnostics: &diagnostics).sections),
                    Reading(name: "code", sections: CodeSplitter.split(source, answer: answer).sections),
                ])
            }
            thread.stackSize = 512 << 10
            thread.start()
        }
    }

    @Test(arguments: patterns.indices)
    func isReadWithoutGrowingTheStack(_ position: Int) async {
        let pattern = Self.patterns[position]
        let bytes = Array(pattern.make(Self.size).utf8)
        for reading in await readings(of: bytes) {
            #expect(tiles(reading.sections, bytes), "\(reading.name): \(pattern.name)")
        }
    }

    @Test
    func everyOneOfManyHeadingsIsASection() async {
        let bytes = Array(String(repeating: "# a\n", count: Self.size).utf8)
        #expect(await readings(of: bytes).first?.sections.count == Self.size)
    }
}
