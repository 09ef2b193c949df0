import SkillSplitFormats
import SkillSplitHost
import Testing

@Suite struct JSONDiagnosticTests {
    private func diagnose(_ bytes: [UInt8]) throws -> (pieces: [Piece], diagnostics: [Diagnostic]) {
        let source = SourceBuffer(bytes)
        var diagnostics: [Diagnostic] = []
        let document = JSONDocument.split(source, diagnostics: &diagnostics)
        return (try pieces(source, document.sections), diagnostics)
    }

    private func diagnose(_ text: String) throws -> (pieces: [Piece], diagnostics: [Diagnostic]) {
        try diagnose(Array(text.utf8))
    }

    @Test(arguments: [
        ("{\n  \"a\": NaN\n}", "line 2, column 8: expected a value, found 'NaN'"),
        ("{'a': 1}", "line 1, column 2: expected a key in double quotes, or '}', found a single quote"),
        ("{a: 1}", "line 1, column 2: expected a key in double quotes, or '}', found 'a'"),
        ("{\"é\": 1", "line 1, column 8: expected ',' or '}' after a member, found the end of the file"),
        ("[1 2]", "line 1, column 4: expected ',' or ']' after an element, found '2'"),
        ("{\"a\" 1}", "line 1, column 6: expected ':' after the key, found '1'"),
        ("{\"a\":}", "line 1, column 6: expected a value, found '}'"),
        ("[,]", "line 1, column 2: expected a value, found ','"),
        ("{}\r\n{}", "line 2, column 1: expected the end of the file, found '{'"),
        ("[01]", "line 1, column 2: expected a number without leading zeros, found '0'"),
        ("[1.]", "line 1, column 4: expected a digit, found ']'"),
        ("[-]", "line 1, column 3: expected a digit, found ']'"),
        ("[1e+]", "line 1, column 5: expected a digit, found ']'"),
        ("[trUe]", "line 1, column 2: expected a value, found 'trUe'"),
        ("\"a", "line 1, column 3: expected '\"', the end of the string, found the end of the file"),
        (
            "\"a\nb\"",
            "line 1, column 3: expected the end of the string, or an escape such as \\n, found the end of the line"
        ),
        ("\"\\x\"", "line 1, column 2: expected an escape of JSON after the backslash, found '\\'"),
        ("\"\\u12g4\"", "line 1, column 2: expected four hexadecimal digits after \\u, found '\\'"),
        ("\"\\", "line 1, column 3: expected the rest of an escape, found the end of the file"),
        ("[1] # x", "line 1, column 5: expected the end of the file, found '#'"),
        ("[1] /* x", "line 1, column 9: expected '*/', the end of the comment, found the end of the file"),
        ("[1, /]", "line 1, column 5: expected a comment or a value, found '/'"),
        ("[\u{0}]", "line 1, column 2: expected a value, found the byte 0x00"),
        ("{{name}}", "line 1, column 2: expected a key in double quotes, or '}', found '{'"),
    ])
    func keepsWhatIsNotJSONWholeAndSaysWhy(text: String, summary: String) throws {
        let (pieces, diagnostics) = try diagnose(text)
        #expect(pieces == [Piece("text", 1, "", text)])
        #expect(diagnostics.map(\.rule) == ["json/invalid"])
        #expect(diagnostics.map(\.severity) == [.error])
        #expect(diagnostics.first?.summary == summary)
    }

    @Test(arguments: [
        ("{\"a\":1,// c\n/* d */\"b\":2}", ["json/comment"], "// c"),
        ("{\"a\":[1,],}", ["json/trailing-comma"], ","),
        ("{\"a\":\"\\ud800\"}", ["json/lone-surrogate"], "\\ud800"),
    ])
    func splitsWhatOnlyStrictReadersRefuse(text: String, rules: [String], place: String) throws {
        let (pieces, diagnostics) = try diagnose(text)
        #expect(pieces.count > 1)
        #expect(diagnostics.map(\.rule) == rules)
        #expect(diagnostics.map(\.severity) == [.warning])
        #expect(diagnostics.first?.range.flatMap(SourceBuffer(text).text) == place)
    }

    @Test func countsFindingsOfOneRule() throws {
        let (_, diagnostics) = try diagnose("[1, //\n2, //\n[3,],]")
        #expect(diagnostics.map(\.summary) == ["comments: 2", "trailing commas: 2"])
    }

    @Test(arguments: ["", " \n\t\r\n", "\u{FEFF}", "// only a comment\n"])
    func reportsAFileWithoutAValue(text: String) throws {
        let (pieces, diagnostics) = try diagnose(text)
        #expect(pieces.map(\.text).joined() == text)
        #expect(diagnostics.last?.rule == "json/empty")
    }

    @Test func splitsAFileWithInvalidUTF8InAString() throws {
        let (pieces, diagnostics) = try diagnose(Array("{\"a\":\"".utf8) + [0xFF] + Array("\",\"b\":1}".utf8))
        #expect(pieces.map(\.title) == ["", "a", "b"])
        #expect(diagnostics.map(\.rule) == ["json/invalid-utf8"])
        #expect(diagnostics.first?.range == ByteRange(6, 7))
    }

    @Test(arguments: [20_000, 10_000_000])
    func keepsDeepFilesWhole(levels: Int) throws {
        for opening in ["[", "{\"a\":"] {
            let text = String(repeating: opening, count: levels)
            let (pieces, diagnostics) = try diagnose(text)
            #expect(pieces.map(\.kind) == ["text"])
            #expect(diagnostics.map(\.rule) == ["json/too-deep"])
        }
    }

    @Test func readsValuesAtTheDeepestAllowedLevel() throws {
        let limit = JSONDocument.depthLimit
        let text = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
        var diagnostics: [Diagnostic] = []
        let document = JSONDocument.split(SourceBuffer(text), levels: .two, diagnostics: &diagnostics)
        #expect(document.root?.value.json == text)
        #expect(try diagnose("[" + text + "]").diagnostics.map(\.rule) == ["json/too-deep"])
    }

    @Test func limitsTheDiagnosticsOfDuplicateKeys() throws {
        let text = "{" + Array(repeating: "\"k\":1", count: 100).joined(separator: ",") + "}"
        let (pieces, diagnostics) = try diagnose(text)
        #expect(pieces.count == 101)
        #expect(diagnostics.count == JSONDocument.findingLimit)
    }
}
