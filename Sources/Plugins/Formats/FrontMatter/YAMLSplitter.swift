public import SkillSplitHost

/// Splits a YAML file into an `entry` section for each key of its top-level mapping.
public enum YAMLSplitter {
    /// Cuts `bytes` into sections that tile them; comments and blank lines above a key belong to it.
    ///
    /// What stands before the first key is a `preamble`; a file without top-level keys is one.
    public static func split(_ bytes: [UInt8]) -> [Section] {
        guard !bytes.isEmpty else { return [] }
        var starts: [(offset: Int, title: String)] = []
        // Where the comments and blank lines that may belong to the next key begin.
        var lead: Int?
        var line = 0
        while line < bytes.count {
            let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
            if let key = key(bytes[line..<end]) {
                starts.append((lead ?? line, key))
                lead = nil
            } else if isBlankOrComment(bytes[line..<end]) {
                lead = lead ?? line
            } else {
                lead = nil
            }
            line = end
        }
        var sections: [Section] = []
        let first = starts.first?.offset ?? bytes.count
        if first > 0 { sections.append(Section(kind: .preamble, title: "", depth: 1, range: ByteRange(0, first))) }
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1].offset : bytes.count
            sections.append(
                Section(kind: .entry, title: start.title, depth: 1, range: ByteRange(start.offset, end))
            )
        }
        return sections
    }

    private static func isBlankOrComment(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first else { return true }
        return first == UInt8(ascii: "#")
            || line.allSatisfy {
                [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n")].contains($0)
            }
    }

    /// The key of a line `key:` at column 0; `nil` for any other line.
    private static func key(_ line: ArraySlice<UInt8>) -> String? {
        guard let first = line.first, isPlain(first), let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
            return nil
        }
        let next = line.index(after: colon)
        guard next == line.endIndex || [0x20, 0x09, 0x0A, 0x0D].contains(line[next]) else { return nil }
        guard var key = String(validating: line[..<colon], as: UTF8.self) else { return nil }
        if let quote = key.first, quote == "\"" || quote == "'", key.count > 1, key.last == quote {
            key = String(key.dropFirst().dropLast())
        }
        return key
    }

    /// Whether a key may start with the byte.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x80 || UnicodeScalar(byte).properties.isAlphabetic
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || [UInt8(ascii: "_"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "$"), UInt8(ascii: ".")]
                .contains(byte)
    }
}
