import SkillSplitFormats
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite struct PlainTests {
    @Test func keepsTextWhole() throws {
        let source = SourceBuffer(String(repeating: "line\r\n", count: 100_000))
        let found = try pieces(source, PlainTextSplitter.split(source, title: "notes.txt"))
        #expect(found.map(\.kind) == ["text"])
        #expect(found.map(\.title) == ["notes.txt"])
        #expect(found.map(\.text.utf8.count) == [source.count])
    }

    @Test func keepsBytesWhole() throws {
        let source = SourceBuffer([0x89, 0x50, 0, 0xFF])
        let sections = OpaqueBytes.split(source, title: "logo.png")
        #expect(sections == [Section(kind: .bytes, title: "logo.png", depth: 1, range: ByteRange(0, 4))])
    }

    @Test func makesNoSectionOfAnEmptyFile() {
        #expect(PlainTextSplitter.split(SourceBuffer([]), title: "a").isEmpty)
        #expect(OpaqueBytes.split(SourceBuffer([]), title: "a").isEmpty)
    }
}

@Suite struct PlainContentSnifferTests {
    @Test(
        arguments: [
            ([], .utf8(bom: false)),
            (Array("plain\ttext\r\n\u{1B}[1m".utf8), .utf8(bom: false)),
            (Array("größer 😀".utf8), .utf8(bom: false)),
            (Array("\u{FEFF}x".utf8), .utf8(bom: true)),
            ([0xFF, 0xFE, 0x41, 0x00], .utf16(littleEndian: true)),
            ([0xFE, 0xFF, 0x00, 0x41], .utf16(littleEndian: false)),
            ([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], .utf32(littleEndian: true)),
            ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x41], .utf32(littleEndian: false)),
            (Array("caf".utf8) + [0xE9] + Array(" au lait".utf8), .eightBit),
            ([0x41, 0x00, 0x42], .binary),
            ([0x01, 0x02, 0x03, 0x04], .binary),
            ([0x1F, 0x8B, 0x08, 0x00, 0x00], .binary),
            ([0x25, 0x50, 0x44, 0x46, 0x2D, 0x31, 0x0A], .utf8(bom: false)),
        ] as [([UInt8], ContentSniffer.Encoding)]
    )
    func tellsEncodings(head: [UInt8], encoding: ContentSniffer.Encoding) {
        #expect(ContentSniffer.encoding(of: head[...]) == encoding)
        #expect(ContentSniffer.isText(head[...]) == (encoding != .binary))
    }

    @Test func forgivesACharacterThatTheEndCuts() {
        let bytes = Array("ab😀".utf8)
        for end in 2...6 { #expect(ContentSniffer.encoding(of: bytes[..<end]) == .utf8(bom: false)) }
    }

    @Test func agreesWithTheStandardLibraryOnUTF8() {
        var generator = SeededGenerator(seed: 11)
        let parts: [[UInt8]] = [
            [0x41], [0xC3, 0xA9], [0xE2, 0x82, 0xAC], [0xF0, 0x9F, 0x98, 0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0x80], [0xE2, 0x82], [0xFF], Array("eight by".utf8), [0xE0, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80],
        ]
        var differing: [[UInt8]] = []
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0..<6, using: &generator)).flatMap { _ in
                parts.randomElement(using: &generator) ?? []
            }
            let isValid = String(validating: bytes + [0x2E], as: UTF8.self) != nil
            if (ContentSniffer.encoding(of: (bytes + [0x2E])[...]) == .utf8(bom: false)) != isValid {
                differing.append(bytes)
            }
        }
        #expect(differing == [], "seed 11")
    }
}
