import Foundation
import SkillSplitHost
import Testing

struct Base64Tests {
    @Test func comesBackForEveryLength() {
        for length in 0..<70 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 200) }
            var text: [UInt8] = []
            Base64.encode(bytes[...], into: &text)
            #expect(String(decoding: text, as: UTF8.self) == Data(bytes).base64EncodedString())
            #expect(Base64.decode(text) == bytes)
        }
        for text in ["A", "AAA", "A===", "AA=A", "AAA!", "AA==AAAA"] { #expect(Base64.decode(text.utf8) == nil) }
    }
}
