/// Says from the first bytes of a file whether it is text, and how it is encoded.
public enum ContentSniffer {
    public enum Encoding: Sendable, Hashable {
        /// UTF-8, ASCII included; `bom` when it starts with EF BB BF.
        case utf8(bom: Bool)
        /// UTF-16 with a byte order mark.
        case utf16(littleEndian: Bool)
        /// UTF-32 with a byte order mark.
        case utf32(littleEndian: Bool)
        /// Text that is not UTF-8: another encoding such as Latin-1, or UTF-8 with stray bytes.
        case eightBit
        /// Not text.
        case binary
    }

    /// The encoding of a file that starts with `head`.
    ///
    /// A character that the end of `head` cuts in two is not held against it. A NUL without a byte order mark, or more
    /// than one control character in 32 bytes, makes a file binary.
    public static func encoding(of head: ArraySlice<UInt8>) -> Encoding {
        head.withUnsafeBufferPointer { encoding(of: $0) }
    }

    /// Whether a person could read a file that starts with `head` in an editor.
    public static func isText(_ head: ArraySlice<UInt8>) -> Bool {
        encoding(of: head) != .binary
    }

    private static func encoding(of head: UnsafeBufferPointer<UInt8>) -> Encoding {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return isBinary(head) ? .binary : .utf8(bom: true) }
        if head.starts(with: [0xFF, 0xFE, 0, 0]) { return .utf32(littleEndian: true) }
        if head.starts(with: [0, 0, 0xFE, 0xFF]) { return .utf32(littleEndian: false) }
        if head.starts(with: [0xFF, 0xFE]) { return .utf16(littleEndian: true) }
        if head.starts(with: [0xFE, 0xFF]) { return .utf16(littleEndian: false) }
        if isBinary(head) { return .binary }
        guard let invalid = UTF8Check.firstInvalid(in: head, from: 0) else { return .utf8(bom: false) }
        let isCutCharacter = invalid + 3 >= head.count && head[invalid] >= 0xC2
        if isCutCharacter, head[(invalid + 1)...].allSatisfy({ $0 & 0xC0 == 0x80 }) { return .utf8(bom: false) }
        return .eightBit
    }

    /// Whether the bytes hold a NUL or many control characters; compressed data has one in ten.
    private static func isBinary(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
        var zeros = 0
        var controls = 0
        // Without branches, and counted in bytes, it handles many at once; a run is too short for a count to overflow.
        for start in stride(from: 0, to: head.count, by: runLength) {
            var zerosOfRun: UInt8 = 0
            var controlsOfRun: UInt8 = 0
            for index in start..<min(start + runLength, head.count) {
                zerosOfRun &+= flag(head[index] == 0)
                controlsOfRun &+= control(head[index])
            }
            zeros += Int(zerosOfRun)
            controls += Int(controlsOfRun)
        }
        return zeros > 0 || controls > 1 + head.count / 32
    }

    private static let runLength = 128

    /// 1 for a character that text does not use; tab, line feed, form feed, carriage return, bell, backspace and escape
    /// occur in text.
    private static func control(_ byte: UInt8) -> UInt8 {
        flag(byte < 0x07) | flag(byte == 0x0B) | flag(byte &- 0x0E <= 0x1A - 0x0E) | flag(byte &- 0x1C <= 0x1F - 0x1C)
            | flag(byte == 0x7F)
    }

    private static func flag(_ condition: Bool) -> UInt8 { condition ? 1 : 0 }
}
