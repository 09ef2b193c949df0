import SkillSplitFormats
import SkillSplitHost
import Testing

@Suite
struct YAMLSplitterTests {
    private func entries(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        let sections = YAMLSplitter.split(bytes)
        #expect(bytes.isEmpty || tiles(sections, bytes))
        return sections.map { section in
            let title = section.title.isEmpty ? section.kind.rawValue : section.title
            return "\(title)|" + String(decoding: bytes[section.range.indices], as: UTF8.self)
        }
    }

    @Test
    func eachTopLevelKeyIsAnEntry() {
        #expect(entries("a: 1\nb:\n  c: 2\n\"d e\":\n- x\n") == ["a|a: 1\n", "b|b:\n  c: 2\n", "d e|\"d e\":\n- x\n"])
    }

    @Test
    func commentsDirectlyAboveAKeyBelongToIt() {
        #expect(
            entries("# top\n\n# of a\na: 1\n# of b\nb: 2\n") == [
                "preamble|# top\n\n", "a|# of a\na: 1\n", "b|# of b\nb: 2\n",
            ]
        )
    }

    @Test(arguments: [("a: 1\rb: 2\r", ["a|a: 1\r", "b|b: 2\r"]), ("a: 1\r\nb: 2", ["a|a: 1\r\n", "b|b: 2"])])
    func everyKindOfLineEndingEndsALine(_ text: String, _ expected: [String]) {
        #expect(entries(text) == expected)
    }

    @Test(arguments: [
        "a: \"x\nb: y\"\n", "a: 'x\nb: y'\n", "a: [x,\nb: y]\n", "a: {x: y,\nb: z}\n", "a:\n  b: 1\n", "a: |\n  b: 1\n",
    ])
    func whatStandsInAValueIsNoKey(_ text: String) {
        #expect(entries(text).count == 1)
    }

    @Test(arguments: ["", "- a\n- b\n", "words\n", "\u{FEFF}", "# only\n", "[a, b]\n"])
    func aFileWithoutKeysIsOneText(_ text: String) {
        #expect(entries(text) == (text.isEmpty ? [] : ["text|\(text)"]))
    }

    @Test
    func aByteOrderMarkIsAPartOfTheFirstEntry() {
        #expect(entries("\u{FEFF}a: 1\nb: 2\n") == ["a|\u{FEFF}a: 1\n", "b|b: 2\n"])
    }

    @Test
    func titlesHoldNoControlCharacters() {
        for section in YAMLSplitter.split(Array("a\u{1}b: 1\r\"c\td\": 2\re\r: 3\r".utf8)) {
            #expect(!section.title.utf8.contains { $0 < 0x20 || $0 == 0x7F })
        }
    }

    @Test
    func aValueThatNothingClosesHidesNoKeys() {
        #expect(entries("a: [x\nb: \"y\nc: z\n").map { $0.prefix(2) } == ["a|", "b|", "c|"])
    }
}
