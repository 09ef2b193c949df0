/// The text of a heading as a person reads it: on one line, without inline marks.
enum HeadingTitle {
    /// The most bytes of a heading's text that are looked at.
    static let limit = 1000

    /// The title of the heading whose text stands in `range`.
    static func text(of range: Range<Int>, in text: some ByteText) -> String {
        if isPlain(range, in: text) { return text.string(range) }
        let limited = range.count <= limit ? range : range.lowerBound..<text.characterStart(range.lowerBound + limit)
        let source = limited.map { text[$0] }
        let plain = source.contains(where: \.mayBeInlineMark) ? InlineText.plain(of: source) : source
        let title = oneLine(plain)
        return limited == range ? title : title + "…"
    }

    /// Whether the text is its own title, as most are.
    private static func isPlain(_ range: Range<Int>, in text: some ByteText) -> Bool {
        guard range.count <= limit else { return false }
        var previous = UInt8(ascii: " ")
        for offset in range {
            let byte = text[offset]
            if byte <= 0x20, byte < 0x20 || previous == 0x20 { return false }
            if byte == 0x7F || byte.mayBeInlineMark { return false }
            previous = byte
        }
        return previous != UInt8(ascii: " ")
    }

    /// `text` with every run of white space and control characters as one space, and none at the ends.
    static func oneLine(_ text: String) -> String {
        oneLine(Array(text.utf8))
    }

    /// `bytes` with every run of white space and control characters as one space, and none at the ends.
    private static func oneLine(_ bytes: [UInt8]) -> String {
        guard bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { return String(decoding: bytes, as: UTF8.self) }
        var line: [UInt8] = []
        line.reserveCapacity(bytes.count)
        var pendingSpace = false
        for byte in bytes {
            if byte <= 0x20 || byte == 0x7F {
                pendingSpace = !line.isEmpty
            } else {
                if pendingSpace { line.append(UInt8(ascii: " ")) }
                line.append(byte)
                pendingSpace = false
            }
        }
        return String(decoding: line, as: UTF8.self)
    }
}

extension ByteText {
    /// The start of the UTF-8 character that the byte at `offset` is a part of.
    fileprivate func characterStart(_ offset: Int) -> Int {
        var start = offset
        while start > offset - 3, self[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }
}

extension UInt8 {
    fileprivate var mayBeInlineMark: Bool {
        switch self {
        case UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "["),
            UInt8(ascii: "<"), UInt8(ascii: "&"):
            true
        default: false
        }
    }
}
