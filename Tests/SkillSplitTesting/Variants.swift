/// Files that differ from a given one as files differ in practice, or as little as they can.
public enum Variants {
    /// At most this many prefixes, and places of a changed byte, evenly spread over a long file.
    public static let places = 256

    /// The variants of `bytes`, each with the name of what was done; the first one is unchanged.
    public static func of(_ bytes: [UInt8]) -> [(name: String, bytes: [UInt8])] {
        var variants: [(name: String, bytes: [UInt8])] = [
            ("unchanged", bytes),
            ("empty", []),
            ("after a byte order mark", [0xEF, 0xBB, 0xBF] + bytes),
            ("with CRLF", replacingLineFeeds(in: bytes, by: [13, 10])),
            ("with lone CR", replacingLineFeeds(in: bytes, by: [13])),
            ("with mixed line endings", mixingLineEndings(in: bytes)),
            ("with NUL at the end", bytes + [0]),
            ("with a cut character at the end", bytes + [0xF0, 0x9F]),
            ("in UTF-16", [0xFF, 0xFE] + bytes.flatMap { [$0, 0] }),
            ("backwards", bytes.reversed()),
        ]
        let step = max(1, bytes.count / places)
        for place in stride(from: 0, to: bytes.count, by: step) {
            variants.append(("cut at byte \(place)", Array(bytes[..<place])))
            for mask: UInt8 in [0x01, 0x20, 0x80, 0xFF] {
                var changed = bytes
                changed[place] ^= mask
                variants.append(("byte \(place) xor \(mask)", changed))
            }
            var changed = bytes
            changed[place] = UInt8(ascii: "\n")
            variants.append(("byte \(place) made a line feed", changed))
        }
        return variants
    }

    private static func replacingLineFeeds(in bytes: [UInt8], by ending: [UInt8]) -> [UInt8] {
        bytes.flatMap { $0 == 10 ? ending : [$0] }
    }

    private static func mixingLineEndings(in bytes: [UInt8]) -> [UInt8] {
        let endings: [[UInt8]] = [[10], [13, 10], [13]]
        var line = 0
        return bytes.flatMap { byte -> [UInt8] in
            guard byte == 10 else { return [byte] }
            line += 1
            return endings[line % 3]
        }
    }
}
