import SkillSplitHost
import Testing

@Suite struct DocumentTests {
    private let source = SourceBuffer("abcdef")

    private func section(_ lower: Int, _ upper: Int, depth: Int = 1) -> Section {
        Section(kind: .text, title: "t", depth: depth, range: ByteRange(lower, upper))
    }

    @Test func takesSectionsThatTile() throws {
        let document = try Document(source: source, sections: [section(0, 2), section(2, 6)])
        #expect(document.sections.flatMap { Array(source[$0.range]) } == source.bytes)
    }

    @Test(arguments: [
        [ByteRange(0, 2), ByteRange(3, 6)],
        [ByteRange(0, 3), ByteRange(2, 6)],
        [ByteRange(1, 6)],
        [ByteRange(0, 5)],
        [ByteRange(0, 7)],
        [ByteRange(0, 0), ByteRange(0, 6)],
        [],
    ])
    func refusesSectionsThatDoNotTile(ranges: [ByteRange]) {
        let error = #expect(throws: SkillSplitError.self) {
            try Document(source: source, sections: ranges.map { section($0.lowerBound, $0.upperBound) })
        }
        #expect(error?.code == .untiledSections)
        #expect(error?.remedy.isEmpty == false)
    }

    @Test func refusesADepthBelowOne() {
        #expect(throws: SkillSplitError.self) { try Document(source: source, sections: [section(0, 6, depth: 0)]) }
    }

    @Test func anEmptyFileHasNoSections() throws {
        #expect(try Document(source: SourceBuffer(""), sections: []).sections.isEmpty)
        #expect(Document(whole: SourceBuffer(""), kind: .text, title: "x").sections.isEmpty)
    }

    @Test func textIsNilWhereTheBytesAreNotUTF8() {
        let source = SourceBuffer([0x61, 0xFF, 0x62])
        #expect(source.text(in: ByteRange(0, 3)) == nil)
        #expect(source.text(in: ByteRange(0, 1)) == "a")
        #expect(Array(source[ByteRange(2, 99)]) == [0x62])
    }
}
