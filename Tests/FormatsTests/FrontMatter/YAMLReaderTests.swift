import SkillSplitHost
import Testing

@testable import SkillSplitFormats

@Suite
struct YAMLReaderTests {
    private func read(_ text: String) -> (json: String, diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        let fields = YAMLReader.fields(of: SourceBuffer(text), diagnostics: &diagnostics)
        return (MetadataValue.object(fields).json, diagnostics)
    }

    @Test(arguments: [
        ("a: b", #"{"a":"b"}"#), ("a: 1\nb: 1.5\nc: true\nd: ~\ne:\n", #"{"a":1,"b":1.5,"c":true,"d":null,"e":null}"#),
        ("a: \"b\\tc\"\nd: 'e''f'", #"{"a":"b\tc","d":"e'f"}"#), ("a: |\n  b\n  c\n", #"{"a":"b\nc\n"}"#),
        ("a: >-\n  b\n  c\n", #"{"a":"b c"}"#), ("a:\n  b:\n    - c\n    - d: e\n", #"{"a":{"b":["c",{"d":"e"}]}}"#),
        ("a: [b, {c: d}]", #"{"a":["b",{"c":"d"}]}"#), ("a: &x {b: c}\nd: *x", #"{"a":{"b":"c"},"d":{"b":"c"}}"#),
        ("x: &x {b: c, d: e}\na:\n  <<: *x\n  d: f\n", #"{"x":{"b":"c","d":"e"},"a":{"b":"c","d":"f"}}"#),
        ("a: b # c", #"{"a":"b"}"#), ("\"a\": b\n1: c\n", #"{"a":"b","1":"c"}"#), ("? [a]\n: b", #"{"[\"a\"]":"b"}"#),
        ("a: b\n  c\n", #"{"a":"b c"}"#), ("", "{}"), ("# a\n", "{}"), ("\u{FEFF}a: b", #"{"a":"b"}"#),
        ("a: !!str 1\nb: !x c", #"{"a":"1","b":"c"}"#),
    ])
    func yamlBecomesJSON(_ yaml: String, _ json: String) {
        let (read, diagnostics) = read(yaml)
        #expect(read == json)
        #expect(diagnostics.isEmpty)
    }

    @Test(arguments: [
        ("a: b\nc: d: e\n", "line 2, column 5", #"{"a":"b","c":"d: e"}"#, "'c'"),
        ("hint: [a] [b]\nn: x\n", "line 1, column 11", #"{"hint":"[a] [b]","n":"x"}"#, "'hint'"),
        ("a: *.swift\nb: @c\n", "line 1, column", #"{"a":"*.swift","b":"@c"}"#, "'a', 'b'"),
        ("a: \"b\" c\nd: e\n", "line 1, column 8", #"{"a":"\"b\" c","d":"e"}"#, "'a'"),
        ("a: |\n\tb\n\tc\n", "line 2, column 1", #"{"a":"b c"}"#, "'a'"),
        ("é: ü: x\n", "line 1, column 5", #"{"é":"ü: x"}"#, "'é'"),
        ("a: b\r\nc: d: e\r\nf: g\r\n", "line 2, column 5", #"{"a":"b","c":"d: e","f":"g"}"#, "'c'"),
    ])
    func brokenYAMLIsReadAgainWithTheBrokenValuesAsText(
        _ yaml: String,
        _ place: String,
        _ json: String,
        _ quoted: String
    ) {
        let (read, diagnostics) = read(yaml)
        #expect(read == json)
        #expect(diagnostics.map(\.rule) == ["yaml/invalid-yaml", "yaml/quoted-value"])
        #expect(diagnostics.first?.severity == .warning)
        #expect(diagnostics.first?.summary.hasPrefix(place) == true, "\(diagnostics)")
        #expect(diagnostics.first?.remedy != nil)
        #expect(diagnostics.last?.summary.hasSuffix(quoted) == true, "\(diagnostics)")
    }

    @Test
    func aBrokenListOverSeveralLinesIsNoText() {
        let (json, diagnostics) = read("name: [a\n  : : b\n\t- \"\nd: e\n  f: g\nwords\n")
        #expect(json == #"{"d":"e f: g"}"#)
        #expect(diagnostics.map(\.rule) == ["yaml/invalid-yaml", "yaml/quoted-value", "yaml/unread-value"])
    }

    @Test
    func bytesThatAreNotUTF8AreReported() {
        var diagnostics: [Diagnostic] = []
        let fields = YAMLReader.fields(of: SourceBuffer(Array("a: b".utf8) + [0xFF, 0x0A]), diagnostics: &diagnostics)
        #expect(fields == [MetadataField("a", .string("b\u{FFFD}"))])
        #expect(diagnostics.map(\.rule) == ["yaml/not-utf8"])
        #expect(diagnostics.first?.range == ByteRange(4, 5))
    }

    @Test
    func theLineOfADiagnosticIsThatOfTheFile() {
        var diagnostics: [Diagnostic] = []
        let source = SourceBuffer("---\nname: a\ndescription: b: c\n---\n")
        let frontMatter = FrontMatter.read(source, diagnostics: &diagnostics)
        #expect(frontMatter?["description"] == .string("b: c"))
        #expect(diagnostics.first?.rule == "front-matter/invalid-yaml")
        #expect(diagnostics.first?.summary.hasPrefix("line 3, column 15: ") == true, "\(diagnostics)")
        #expect(diagnostics.first?.range == ByteRange(26, 29))
    }

    @Test
    func ofTwoFieldsOfOneNameTheLastCounts() {
        let (json, diagnostics) = read("a: 1\nb: 2\na: 3\n")
        #expect(json == #"{"b":2,"a":3}"#)
        #expect(diagnostics.map(\.rule) == ["yaml/duplicate-key"])
    }

    @Test(arguments: [
        ("- a\n- b\n", "yaml/not-a-mapping"), ("just words\n", "yaml/not-a-mapping"),
        (String(repeating: "[", count: 100), "yaml/too-deep"),
        ("a:\n" + (1...40).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "yaml/too-deep"),
        ("\u{1}", "yaml/invalid-yaml"), ("a: &x [*x]", "yaml/invalid-yaml"),
    ])
    func whatCannotBeReadIsReported(_ yaml: String, _ rule: String) {
        #expect(read(yaml).diagnostics.first?.rule == rule)
    }

    @Test
    func aliasesThatStandForTooMuchAreNotFollowed() {
        var bomb = "a0: &a0 [x, x, x, x, x, x]\n"
        for level in 1...8 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 6).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let (json, diagnostics) = read(bomb)
        #expect(json == "{}")
        #expect(diagnostics.map(\.rule) == ["yaml/too-many-aliases"])
    }

    @Test(
        arguments: [
            ("12", .integer(12)), ("-1", .integer(-1)), ("+7", .integer(7)), ("010", .integer(10)),
            ("0x1F", .integer(31)), ("0o17", .integer(15)), ("1.5", .number(1.5)), ("1.", .number(1)),
            (".5", .number(0.5)),
            ("1e3", .number(1000)), ("-1.5E-2", .number(-0.015)), ("", .null), ("~", .null), ("null", .null),
            ("True", .bool(true)), ("FALSE", .bool(false)),
        ] as [(String, MetadataValue)]
    )
    func plainScalarsMeanWhatTheCoreSchemaSays(_ text: String, _ value: MetadataValue) {
        #expect(YAMLScalar.value(of: text) == value)
    }

    @Test(arguments: [
        "yes", "on", "nULL", "1.2.3", "12:30", "2024-01-01", "1_000", "0x", "0xG", "0x-1", "+", "-", ".", ".inf", "1e",
        "1e999", "99999999999999999999", "e3", ".e3", "+.", "٣", "- 1",
    ])
    func whatLooksLikeAScalarOfAnotherSchemaIsText(_ text: String) {
        #expect(YAMLScalar.value(of: text) == .string(text))
    }
}
