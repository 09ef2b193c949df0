/// Escapes text for HTML and shows characters that a reader would not see.
enum HTMLText {
    /// How a hidden character is shown.
    enum Marking {
        /// As an element of its own, for content.
        case element
        /// As `[U+202E]`, for attributes, titles and search data.
        case plain
    }

    /// Appends `source`, valid UTF-8 or not, as text of an element or a quoted attribute.
    static func escape(
        _ source: UnsafeBufferPointer<UInt8>,
        into output: inout [UInt8],
        marking: Marking = .element
    ) {
        var start = 0
        var index = 0
        while true {
            index = source.endOfPlainText(from: index)
            guard index < source.count else { break }
            let byte = source[index]
            if isPlain(byte) {
                index += 1
                continue
            }
            if byte >= 0x80, !HiddenCharacter.mayStart(with: byte) {
                // Most text that is not ASCII: only its validity is looked at.
                let length = UTF8Scalars.length(at: index, in: source)
                if length > 0 {
                    index += length
                    continue
                }
            }
            output.append(contentsOf: source[start..<index])
            index += escape(at: index, of: source, into: &output, marking: marking)
            start = index
        }
        output.append(contentsOf: source[start..<index])
    }

    /// `text` with markup escaped and hidden characters named.
    static func plain(_ text: String) -> String {
        var buffer = HTMLBuffer()
        buffer.attribute(text)
        return buffer.string
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): false
        case 0x20...0x7E, 0x09, 0x0A: true
        default: false
        }
    }

    /// Appends the character at `index`, which needs a look, and gives its length in the source.
    private static func escape(
        at index: Int,
        of source: UnsafeBufferPointer<UInt8>,
        into output: inout [UInt8],
        marking: Marking
    ) -> Int {
        switch source[index] {
        case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
        case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
        case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
        case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
        case 0x0D:
            // A CRLF loses its CR, a lone CR ends a line as well.
            if index + 1 >= source.count || source[index + 1] != 0x0A { output.append(0x0A) }
        case 0x00...0x1F, 0x7F: HiddenCharacter.append(UInt32(source[index]), to: &output, marking: marking)
        default:
            let length = UTF8Scalars.length(at: index, in: source)
            guard length > 0 else {
                output.append(contentsOf: "\u{FFFD}".utf8)
                return 1
            }
            let scalar = UTF8Scalars.value(at: index, length: length, in: source)
            if HiddenCharacter.isHidden(scalar, at: index, length: length, in: source) {
                HiddenCharacter.append(scalar, to: &output, marking: marking)
            } else {
                output.append(contentsOf: source[index..<(index + length)])
            }
            return length
        }
        return 1
    }
}
