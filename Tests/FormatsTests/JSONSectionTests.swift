import SkillSplitFormats
import SkillSplitHost
import Testing

@Suite struct JSONSectionTests {
    private func split(_ text: String, _ levels: JSONLevels = .root) throws -> [Piece] {
        let source = SourceBuffer(text)
        var diagnostics: [Diagnostic] = []
        return try pieces(source, JSONDocument.split(source, levels: levels, diagnostics: &diagnostics).sections)
    }

    @Test func splitsAnObjectAtItsMembers() throws {
        let found = try split("{\n  \"a\": 1,\n  \"b\": [2,\n 3]\n}\n")
        #expect(
            found == [
                Piece("preamble", 1, "", "{\n"),
                Piece("entry", 1, "a", "  \"a\": 1,\n"),
                Piece("entry", 1, "b", "  \"b\": [2,\n 3]\n}\n"),
            ]
        )
    }

    @Test func splitsCompactObjectsAtTheKeys() throws {
        let found = try split(#"{"a":1, "b":{"c":2}}"#)
        #expect(found.map(\.text) == ["{", #""a":1, "#, #""b":{"c":2}}"#])
    }

    @Test func splitsTwoLevelsWhereAPathLeads() throws {
        let text = #"{"x":{"y":1},"hooks":{"Stop":[],"Start":[]}}"#
        let found = try split(text, .into("hooks"))
        #expect(found.map(\.title) == ["", "x", "hooks", "Stop", "Start"])
        #expect(found.map(\.depth) == [1, 1, 1, 2, 2])
        #expect(found.map(\.text) == ["{", #""x":{"y":1},"#, #""hooks":{"#, #""Stop":[],"#, #""Start":[]}}"#])
    }

    @Test func splitsEveryContainerOfTheRootAtTwoLevels() throws {
        let found = try split(#"{"x":{"y":{"z":1}},"l":[1,2]}"#, .two)
        #expect(found.map(\.title) == ["", "x", "y", "l", "0", "1"])
        #expect(found.map(\.depth) == [1, 1, 2, 1, 2, 2])
    }

    @Test func splitsDeeperLevelsBehindWildcards() throws {
        let text = #"{"projects":{"/a":{"mcpServers":{"s":{}},"other":{"t":{}}}},"mcpServers":{"u":{}}}"#
        let found = try split(text, .into("projects/*/mcpServers"))
        #expect(found.map(\.title) == ["", "projects", "/a", "mcpServers", "s", "other", "mcpServers"])
        #expect(found.map(\.depth) == [1, 1, 2, 3, 4, 3, 1])
    }

    @Test func namesElementsAfterTheMemberThatNamesThem() throws {
        let text =
            #"[{"id":"i","name":"n"},{"event":"e"},{"matcher":"Bash|Edit"},{"x":{"name":"deep"}},{"name":7},"s"]"#
        #expect(try split(text).map(\.title) == ["", "n", "e", "Bash|Edit", "3", "4", "5"])
    }

    @Test func namesElementsThatAreSplitThemselves() throws {
        let found = try split(#"{"plugins":[{"name":"p","tags":["name"]},{"tags":[]}]}"#, .into("plugins/*"))
        #expect(found.map(\.title) == ["", "plugins", "p", "name", "tags", "1", "tags"])
    }

    @Test func keepsCommentsWithTheMemberTheySpeakOf() throws {
        let found = try split(
            "{ // head\n  // about a\n  \"a\": 1, // after a\n\n  /* about\n b */ \"b\": 2 // after b\n}"
        )
        #expect(
            found.map(\.text) == [
                "{ // head\n", "  // about a\n  \"a\": 1, // after a\n\n", "  /* about\n b */ \"b\": 2 // after b\n}",
            ]
        )
    }

    @Test(arguments: ["{}", "[]", "1", "\"s\"", " null ", "{ }\n"])
    func keepsAFileWithoutMembersWhole(text: String) throws {
        #expect(try split(text) == [Piece("text", 1, "", text)])
    }

    @Test func decodesTitlesOntoOneLine() throws {
        let found = try split(#"{"a\nb\u00e9\ud83d\ude00":1,"":2}"#)
        #expect(found.map(\.title) == ["", "a bé😀", ""])
    }

    @Test func cutsLongTitles() throws {
        let found = try split("{\"\(String(repeating: "k", count: 5_000))\":1}")
        #expect(found[1].title == String(repeating: "k", count: 200) + "…")
    }

    @Test func keepsByteOrderMarkAndCarriageReturns() throws {
        let source = SourceBuffer("\u{FEFF}{\r\n\"a\": 1,\r\"b\": 2\r\n}\r\n")
        var diagnostics: [Diagnostic] = []
        let found = try pieces(source, JSONDocument.split(source, diagnostics: &diagnostics).sections)
        #expect(found.map(\.text) == ["\u{FEFF}{\r\n", "\"a\": 1,\r", "\"b\": 2\r\n}\r\n"])
        #expect(diagnostics.map(\.rule) == ["json/byte-order-mark"])
    }

    @Test func givesDuplicateKeysSectionsOfTheirOwn() throws {
        let source = SourceBuffer(#"{"a":1,"a":2,"b":{"c":1,"\u0063":2}}"#)
        var diagnostics: [Diagnostic] = []
        let document = JSONDocument.split(source, diagnostics: &diagnostics)
        let outline = Outline(of: try Document(source: source, sections: document.sections))
        #expect(outline.entries.map(\.address) == ["preamble", "a", "a-2", "b"])
        #expect(diagnostics.map(\.rule) == ["json/duplicate-key", "json/duplicate-key"])
        #expect(diagnostics.map { $0.range.flatMap(source.text) } == [#""a""#, #""\u0063""#])
        #expect(document.root?["a"]?.value == .integer(2))
    }
}
