import SkillSplitHost

/// A line that holds a tag alone.
struct TagLine {
    /// The line with its end.
    let range: Range<Int>
    let name: ArraySlice<UInt8>
    /// The tag as it is written.
    let text: ArraySlice<UInt8>

    /// Whether the name is an element's of a page, which Markdown knows by itself.
    var isHTML: Bool {
        name.withUnsafeBufferPointer { name in
            name.baseAddress.map { AllowedElement.index(of: $0, name.count) != nil } ?? false
        }
    }

    /// The opening tag on the first line of `range`.
    init?(firstOf range: ByteRange, in source: [UInt8]) {
        let end = source[range.indices].firstIndex(where: Self.endsLine) ?? range.upperBound
        self.init(line: range.lowerBound..<end, limit: range.upperBound, prefix: "<", in: source)
    }

    /// The closing tag called `name` on the last line of `range` that is not blank.
    init?(lastOf range: ByteRange, closing name: ArraySlice<UInt8>, in source: [UInt8]) {
        guard let last = source[range.indices].lastIndex(where: { $0 > 0x20 }) else { return nil }
        let start = source[range.lowerBound..<last].lastIndex(where: Self.endsLine).map { $0 + 1 } ?? range.lowerBound
        self.init(line: start..<(last + 1), limit: range.upperBound, prefix: "</", in: source)
        guard self.name.elementsEqual(name) else { return nil }
    }

    private init?(line: Range<Int>, limit: Int, prefix: String, in source: [UInt8]) {
        let text = source[line].drop { $0 <= 0x20 }
        guard text.starts(with: prefix.utf8) else { return nil }
        name = text.dropFirst(prefix.utf8.count).prefix { $0.isTagNameByte }
        guard !name.isEmpty else { return nil }
        self.text = text[text.startIndex...(text.lastIndex { $0 > 0x20 } ?? text.startIndex)]
        var end = line.upperBound
        while end < limit, !Self.endsLine(source[end]) { end += 1 }
        if end < limit, source[end] == UInt8(ascii: "\r") { end += 1 }
        if end < limit, source[end] == UInt8(ascii: "\n") { end += 1 }
        range = line.lowerBound..<end
    }

    private static func endsLine(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
