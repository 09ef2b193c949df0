import SkillSplitFormats
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite
struct MarkdownHostileTests {
    private static let sample = """
        intro\r
        # One `a` [b](c)
        <step name="x">
        - a
          > b
        ```js
        # no
        ```
        </step>
        text \u{0} \u{FEFF} é
        Two
        ===
        [a]: b 'c
        d'
        <!-- x -->
        ***
        """

    @Test
    func everyBeginningOfATextTiles() {
        let bytes = Array(Self.sample.utf8)
        for count in 0...bytes.count {
            let beginning = Array(bytes[..<count])
            #expect(tiles(MarkdownSplitter.split(beginning), beginning), "the first \(count) bytes")
        }
    }

    @Test
    func everyChangedByteTiles() {
        let bytes = Array(Self.sample.utf8)
        for place in bytes.indices {
            for byte: UInt8 in [0, 0x0A, 0x0D, 0x20, 0x23, 0x3C, 0x3E, 0x60, 0x80, 0xFF] {
                var changed = bytes
                changed[place] = byte
                #expect(tiles(MarkdownSplitter.split(changed), changed), "byte \(place) as \(byte)")
            }
        }
    }

    @Test
    func randomBytesTile() {
        let seed = UInt64.random(in: 0..<1_000_000_000)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            #expect(tiles(MarkdownSplitter.split(bytes), bytes), "seed \(seed): \(bytes)")
        }
    }

    @Test(arguments: [
        (Array("# a\u{0}b\n".utf8), "a b"), ([0x23, 0x20, 0xFF, 0x0A], "\u{FFFD}"),
        (Array("# a\u{1B}[31m\n".utf8), "a [31m"),
        (Array("# \u{200B}\n".utf8), "\u{200B}"),
    ])
    func titlesAreTextOnOneLine(_ bytes: [UInt8], _ title: String) {
        #expect(MarkdownSplitter.split(bytes).map(\.title) == [title])
    }

    @Test
    func longTitlesAreCutBetweenCharacters() throws {
        let title = try #require(
            MarkdownSplitter.split(Array(("# " + String(repeating: "é", count: 5_000)).utf8)).first?.title
        )
        #expect(title == String(repeating: "é", count: 500) + "…")
    }

    @Test
    func aMillionOpenTagsAndDeepNestingAreRead() {
        let tags = Array(String(repeating: "<step>\n", count: 100_000).utf8)
        #expect(outline(MarkdownSplitter.split(tags)) == ["preamble"])
        let quotes = [UInt8](repeating: UInt8(ascii: ">"), count: 200_000) + Array("\n# a\n".utf8)
        #expect(outline(MarkdownSplitter.split(quotes)) == ["preamble", "heading a"])
        let lists = Array((String(repeating: "- ", count: 100_000) + "\n\n# a\n").utf8)
        #expect(outline(MarkdownSplitter.split(lists)) == ["preamble", "heading a"])
    }
}
