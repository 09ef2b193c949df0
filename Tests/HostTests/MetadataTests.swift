import SkillSplitHost
import Testing

@Suite struct MetadataTests {
    @Test func jsonKeepsOrderAndEscapes() {
        let value = MetadataValue.object([
            MetadataField("z", .string("a\"b\\c\n\u{1}é")),
            MetadataField("a", .array([.integer(-1), .number(1.5), .bool(true), .null])),
        ])
        #expect(value.json == #"{"z":"a\"b\\c\n\u0001é","a":[-1,1.5,true,null]}"#)
    }

    @Test func numbersThatJSONCannotSayAreNull() {
        #expect(MetadataValue.array([.number(.nan), .number(.infinity)]).json == "[null,null]")
    }

    @Test(arguments: [
        #"{"z":"a\"b\\c\n\u0001é","a":[-1,1.5,true,null,{}],"z":[]}"#, "0", "-0.5", "[1e+2]", "\"\"", "[[[]]]",
    ])
    func readsTheJSONThatItWrites(json: String) throws {
        let value = try #require(MetadataValue(json: json))
        #expect(MetadataValue(json: value.json) == value)
    }

    @Test func readsEscapesAndSurrogates() {
        #expect(MetadataValue(json: #""\u00e9\ud83d\ude00\ud83dx""#) == .string("é😀\u{FFFD}x"))
        #expect(MetadataValue(json: "9223372036854775808") == .number(9_223_372_036_854_775_808))
    }

    @Test(arguments: [
        "", "[", "{", "[1,]", "{\"a\":}", "{a:1}", "01", "1.", "+1", "nul", "[1] 2", "\"\n\"", "\"\\x\"", "'a'",
        "//c\n1",
        "\"\\ud8\"", "[1 2]", "-",
    ])
    func refusesWhatIsNotJSON(text: String) {
        #expect(MetadataValue(json: text) == nil)
    }

    @Test func refusesValuesThatAreNestedTooDeep() {
        let depth = MetadataValue.maximumJSONDepth
        #expect(MetadataValue(json: String(repeating: "[", count: depth) + String(repeating: "]", count: depth)) != nil)
        #expect(MetadataValue(json: String(repeating: "[", count: 1_000_000)) == nil)
    }
}
