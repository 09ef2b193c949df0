/// The part of a tag after its name, as CommonMark describes it.
enum TagSyntax {
    /// The offset after the `>` of a tag whose name ends at `start`; `nil` where it is no tag.
    ///
    /// A value that holds the start of a comment is not taken: a section's mark may be in it.
    static func end(of source: UnsafeBufferPointer<UInt8>, afterName start: Int, isClosing: Bool) -> Int? {
        var index = skipSpace(source, start)
        while index < source.count {
            switch source[index] {
            case UInt8(ascii: ">"): return index + 1
            case UInt8(ascii: "/"):
                return index + 1 < source.count && source[index + 1] == UInt8(ascii: ">") ? index + 2 : nil
            default:
                guard !isClosing, let end = endOfAttribute(source, index) else { return nil }
                index = skipSpace(source, end)
            }
        }
        return nil
    }

    private static func endOfAttribute(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        // A space has to stand before it.
        guard source[start - 1] <= 0x20 else { return nil }
        var index = start
        while index < source.count, isNameByte(source[index]) { index += 1 }
        guard index > start else { return nil }
        let equals = skipSpace(source, index)
        guard equals < source.count, source[equals] == UInt8(ascii: "=") else { return index }
        let value = skipSpace(source, equals + 1)
        guard value < source.count else { return nil }
        let quote = source[value]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let end = source.index(of: quote, from: value + 1), !holdsComment(source[value..<end]) else {
                return nil
            }
            return end + 1
        }
        index = value
        while index < source.count, isUnquotedByte(source[index]) { index += 1 }
        return index > value ? index : nil
    }

    private static func holdsComment(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var rest = value
        while let bracket = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(bracket + 1)...]
            if rest.starts(with: "!--".utf8) { return true }
        }
        return false
    }

    private static func skipSpace(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < source.count, source[index] == 0x20 || (0x09...0x0D).contains(source[index]) { index += 1 }
        return index
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isTagNameByte
    }

    private static func isUnquotedByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "<"),
            UInt8(ascii: ">"),
            UInt8(ascii: "`"):
            false
        default: true
        }
    }
}
