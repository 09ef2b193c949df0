import SkillSplitFormats
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite struct JSONHostileTests {
    @Test(arguments: [
        "\u{FEFF}{ \"hooks\": { \"Stop\": [ { \"matcher\": \"a\\u00e9\", \"n\": -1.5e+3 } ] }, // c\r\n \"b\": [true, null,], }\r\n",
        "[[1,[2]],{\"name\":\"\\ud83d\\ude00\",\"x\":{}}]",
    ])
    func tilesEveryPrefixAndEveryChangedByte(text: String) {
        let bytes = Array(text.utf8)
        var broken: [[UInt8]] = []
        for end in bytes.indices where !tiles(Array(bytes[..<end])) { broken.append(Array(bytes[..<end])) }
        for index in bytes.indices {
            for byte in [0, 0xFF, bytes[index] ^ 1, UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "/")] {
                var changed = bytes
                changed[index] = byte
                if !tiles(changed) { broken.append(changed) }
            }
        }
        #expect(broken == [])
    }

    @Test func tilesRandomTokens() {
        var generator = SeededGenerator(seed: 20_260_807)
        let tokens = [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"name\"", "1", "null", " ", "\n", "//x\n", "/**/", "\r", "\\", "'",
        ]
        var broken: [String] = []
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0..<12, using: &generator)).map { _ in
                tokens.randomElement(using: &generator) ?? ""
            }.joined()
            if !tiles(Array(text.utf8)) { broken.append(text) }
        }
        #expect(broken == [], "seed 20260807")
    }

    @Test(arguments: [1_000, 1_000_000])
    func splitsManyMembersWithOneSectionEach(count: Int) throws {
        for (open, member, close) in [("{", "\"k\":1", "}"), ("[", "1", "]")] {
            let text = open + Array(repeating: member, count: count).joined(separator: ",") + close
            var diagnostics: [Diagnostic] = []
            let document = JSONDocument.split(SourceBuffer(text), diagnostics: &diagnostics)
            #expect(document.sections.count == count + 1)
            #expect(diagnostics.count <= JSONDocument.findingLimit)
        }
    }

    @Test func keepsAFileWithTooManyMembersWhole() throws {
        let text = "[" + String(repeating: "1,", count: JSONDocument.sectionLimit) + "1]"
        var diagnostics: [Diagnostic] = []
        let document = JSONDocument.split(SourceBuffer(text), diagnostics: &diagnostics)
        #expect(document.sections.map(\.kind) == [.text])
        #expect(diagnostics.map(\.rule) == ["json/too-many-entries"])
    }

    @Test func splitsALineOf64Megabytes() throws {
        let filling = String(repeating: "x", count: 32 << 20)
        let source = SourceBuffer("{\"a\":\"\(filling)\",\"b\":\"\(filling)\"}")
        var diagnostics: [Diagnostic] = []
        let document = JSONDocument.split(source, diagnostics: &diagnostics)
        #expect(document.sections.map(\.title) == ["", "a", "b"])
        #expect(document.root == nil)
        #expect(diagnostics == [])
    }

    private func tiles(_ bytes: [UInt8]) -> Bool {
        let source = SourceBuffer(bytes)
        return [JSONLevels.root, .two, .into("hooks/*/*", "*/x")].allSatisfy { levels in
            var diagnostics: [Diagnostic] = []
            let document = JSONDocument.split(source, levels: levels, diagnostics: &diagnostics)
            _ = document.root?.value.json
            return (try? Document(source: source, sections: document.sections)) != nil
        }
    }
}
