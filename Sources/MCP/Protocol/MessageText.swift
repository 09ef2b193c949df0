import SkillSplitHost

/// A message as one line of JSON.
///
/// U+0085, U+2028 and U+2029 are legal inside JSON strings, but some readers take them for the end of a line; they are
/// written as escapes.
enum MessageText {
    /// The UTF-8 bytes of `value`, without a line feed at the end.
    static func bytes(_ value: MetadataValue) -> [UInt8] {
        var text = value.json
        return text.withUTF8 { json in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(json.count)
            var start = 0
            var index = 0
            while index < json.count {
                guard json[index] >= 0x80, let (escape, length) = lineEnd(in: json, at: index) else {
                    index += 1
                    continue
                }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: json[start..<index]))
                bytes.append(contentsOf: escape.utf8)
                index += length
                start = index
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: json[start...]))
            return bytes
        }
    }

    /// How many bytes of a message `value` takes as a value of its own, and how many as JSON text inside a string.
    static func lengths(_ value: MetadataValue) -> (asValue: Int, asText: Int) {
        var text = value.json
        return text.withUTF8 { json in
            var asValue = 0
            var asText = 0
            for index in json.indices {
                let inString = length(of: json, at: index)
                asText += inString
                asValue += json[index] < 0x80 ? 1 : inString
            }
            return (asValue, asText)
        }
    }

    /// How many bytes the byte at `index` of valid UTF-8 takes inside a JSON string.
    static func length(of text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        switch text[index] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x09, 0x0A, 0x0D: 2
        case 0..<0x20: 6
        case 0xC2, 0xE2: lineEnd(in: text, at: index) == nil ? 1 : 6
        default: 1
        }
    }

    private static func lineEnd(
        in text: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> (escape: String, length: Int)? {
        if text[index] == 0xC2, index + 1 < text.count, text[index + 1] == 0x85 { return ("\\u0085", 2) }
        guard text[index] == 0xE2, index + 2 < text.count, text[index + 1] == 0x80 else { return nil }
        return switch text[index + 2] {
        case 0xA8: ("\\u2028", 3)
        case 0xA9: ("\\u2029", 3)
        default: nil
        }
    }
}
