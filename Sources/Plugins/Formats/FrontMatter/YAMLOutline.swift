/// The keys of a YAML file's top-level mapping and what belongs to each, told from the bytes alone.
///
/// It holds for broken YAML too: what starts a line and looks like a key is one, unless it stands in quotes or brackets
/// that the value before it opened.
struct YAMLOutline<Text: ByteText> {
    struct Entry {
        /// Where the comments directly above the key start, or the key's line.
        let start: Int
        /// The key, with its quotes.
        let key: Range<Int>
        /// The first byte after the colon.
        let valueStart: Int
        /// Where the next entry starts.
        var end: Int
    }

    private let text: Text
    private(set) var entries: [Entry] = []
    private var ends: LineEnds<Text>
    /// Where the comment lines start that the last lines are.
    private var comments: Int?
    /// What no later value closes, as the search for its end reached the end of the text.
    private var unclosed: Set<UInt8> = []

    init(_ text: Text, from offset: Int = 0) {
        self.text = text
        ends = LineEnds(text, from: offset)
        var offset = offset
        while offset < text.end {
            let entry = entry(at: offset)
            let last = entry.map { endOfValue(at: $0.valueStart) } ?? offset
            let end = ends.end(from: last)
            if let entry {
                if !entries.isEmpty { entries[entries.count - 1].end = entry.start }
                entries.append(entry)
                comments = nil
            } else if text[offset] == UInt8(ascii: "#") {
                comments = comments ?? offset
            } else {
                comments = nil
            }
            offset = ends.next(after: end)
        }
    }

    private func entry(at start: Int) -> Entry? {
        guard let keyEnd = keyEnd(at: start), keyEnd > start else { return nil }
        let colon = text.skipBlanks(from: keyEnd)
        guard text[colon] == UInt8(ascii: ":"), text.isBlankOrLineEnd(colon + 1) else { return nil }
        return Entry(start: comments ?? start, key: start..<keyEnd, valueStart: colon + 1, end: text.end)
    }

    private func keyEnd(at start: Int) -> Int? {
        switch text[start] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return quoteEnd(at: start, inLine: true)
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "#"), UInt8(ascii: "["), UInt8(ascii: "{"),
            UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: "&"), UInt8(ascii: "*"),
            UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "%"), UInt8(ascii: "@"),
            UInt8(ascii: "`"), UInt8(ascii: "<"):
            return nil
        case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
            if text.isBlankOrLineEnd(start + 1) { return nil }
        default: break
        }
        var end = start
        while !text.isLineEnd(end) {
            if text[end] == UInt8(ascii: ":"), text.isBlankOrLineEnd(end + 1) { return end }
            if text[end] == UInt8(ascii: "#"), text[end - 1].isBlank { return nil }
            end += 1
        }
        return nil
    }

    /// The place after the quotes or brackets with which the value at `start` begins, or `start`.
    private mutating func endOfValue(at start: Int) -> Int {
        let value = text.skipBlanks(from: start)
        let first = text[value]
        guard !unclosed.contains(first) else { return start }
        let end: Int?
        switch first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): end = quoteEnd(at: value, inLine: false)
        case UInt8(ascii: "["), UInt8(ascii: "{"): end = bracketsEnd(at: value)
        default: return start
        }
        guard let end else {
            unclosed.insert(first)
            return start
        }
        return end
    }

    /// The place after the quote that closes the one at `start`.
    private func quoteEnd(at start: Int, inLine: Bool) -> Int? {
        let quote = text[start]
        var offset = start + 1
        while offset < text.end, !inLine || !text.isLineEnd(offset) {
            if text[offset] == quote {
                // Two single quotes stand for one.
                guard quote == UInt8(ascii: "'"), text[offset + 1] == quote else { return offset + 1 }
                offset += 1
            } else if text[offset] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                offset += 1
            }
            offset += 1
        }
        return nil
    }

    /// The place after the bracket that closes the one at `start`.
    private func bracketsEnd(at start: Int) -> Int? {
        var depth = 0
        var offset = start
        while offset < text.end {
            switch text[offset] {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return offset + 1 }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                // Within a word it is an apostrophe.
                if text.isBlankOrLineEnd(offset - 1) || text[offset - 1].isASCIIPunctuation {
                    guard let end = quoteEnd(at: offset, inLine: false) else { return nil }
                    offset = end - 1
                }
            case UInt8(ascii: "#"):
                if text[offset - 1].isBlank {
                    while !text.isLineEnd(offset + 1) { offset += 1 }
                }
            default: break
            }
            offset += 1
        }
        return nil
    }
}
