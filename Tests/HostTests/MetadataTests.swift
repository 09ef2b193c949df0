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
}
