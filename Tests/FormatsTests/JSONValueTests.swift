import SkillSplitFormats
import SkillSplitHost
import Testing

@Suite struct JSONValueTests {
    private func root(_ text: String) -> JSONNode? {
        var diagnostics: [Diagnostic] = []
        return JSONDocument.split(SourceBuffer(text), diagnostics: &diagnostics).root
    }

    @Test func decodesEveryKindOfValueInOrder() {
        let text = #"{"z":[null,true,false,{}],"a":-1.5e2,"s":"\"\\\/\b\f\n\r\t\u0041é\ud83d\ude00","n":[[],[1,[2]]]}"#
        let expected = MetadataValue.object([
            MetadataField("z", .array([.null, .bool(true), .bool(false), .object([])])),
            MetadataField("a", .number(-150)),
            MetadataField("s", .string("\"\\/\u{8}\u{C}\n\r\tAé😀")),
            MetadataField("n", .array([.array([]), .array([.integer(1), .array([.integer(2)])])])),
        ])
        #expect(root(text)?.value == expected)
    }

    @Test func readsIntegersBeyondInt64AsDoubles() {
        let text = "[9223372036854775807,9223372036854775808,-9223372036854775808,1e400,-0]"
        #expect(
            root(text)?.value
                == .array([
                    .integer(.max), .number(9_223_372_036_854_775_808), .integer(.min), .number(.infinity), .integer(0),
                ])
        )
    }

    @Test func findsValuesAndTheirPlaces() throws {
        let text = #"{ "a": { "b" : [10, "x"] } }"#
        let source = SourceBuffer(text)
        let list = try #require(root(text)?["a"]?["b"])
        #expect(list.isArray)
        #expect(list.key == "b")
        #expect(list.keyRange.flatMap(source.text) == #""b""#)
        #expect(list.children.map { source.text(in: $0.range) } == ["10", #""x""#])
        #expect(list.children.map(\.string) == [nil, "x"])
        #expect(root(text)?["c"] == nil)
        #expect(list["b"] == nil)
    }

    @Test func replacesLoneSurrogates() {
        #expect(
            root(#"["\ud800","\udc00x","\ud800\ud800\udc00","\ud800\n"]"#)?.value
                == .array([
                    .string("\u{FFFD}"), .string("\u{FFFD}x"), .string("\u{FFFD}\u{10000}"), .string("\u{FFFD}\n"),
                ])
        )
    }

    @Test func readsValuesUpToTheLimitOnly() {
        let filling = String(repeating: " ", count: JSONDocument.valueLimit)
        #expect(root("[1]" + filling.dropLast(3))?.value == .array([.integer(1)]))
        #expect(root("[1]" + filling) == nil)
    }
}
