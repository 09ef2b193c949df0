import SkillSplitHost

/// A TOML 1.0 file, split at its tables and at the keys before the first table.
///
/// It reads as much of the language as splitting needs: strings of all four sorts, comments, and arrays, so that a `[`
/// or a `#` inside a value is not taken for a table or a comment. Of the values it reads the top-level strings.
struct TOMLDocument {
    /// Tile the bytes; a comment belongs to the key or table below it.
    let sections: [Section]
    /// The strings before the first table, in order.
    let fields: [MetadataField]

    init(_ bytes: [UInt8]) {
        var scanner = TOMLScanner(bytes)
        scanner.scan()
        sections = scanner.sections
        fields = scanner.fields
    }

    /// The text of the first field called `key`.
    subscript(key: String) -> String? {
        fields.first { $0.name == key }?.value.string
    }

    /// Whether a file that starts with `head` sets `key` before its first table.
    static func hasKey(_ key: String, in head: ArraySlice<UInt8>) -> Bool {
        TOMLDocument(Array(head)).sections.prefix { $0.depth == 1 }.contains { $0.title == key }
    }
}

private struct TOMLScanner {
    private let bytes: [UInt8]
    private var index = 0
    private(set) var sections: [Section] = []
    private(set) var fields: [MetadataField] = []
    /// The start of the section that is being read, and of the comments right above the next one.
    private var sectionStart = 0
    private var commentStart: Int?
    private var current: (title: String, depth: Int)?
    private var isBelowTable = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func scan() {
        index = byteOrderMark
        while index < bytes.count {
            let lineStart = index
            skipBlanks()
            switch peek {
            case UInt8(ascii: "["): readTable(from: lineStart)
            case UInt8(ascii: "#"):
                commentStart = commentStart ?? lineStart
                skipLine()
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"), nil:
                commentStart = nil
                skipLine()
            default: readKey(from: lineStart)
            }
        }
        close(at: bytes.count)
    }

    /// The length of the byte order mark, which belongs to the first section.
    private var byteOrderMark: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipBlanks() {
        while let byte = peek, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { index += 1 }
    }

    /// Moves behind the end of the line.
    private mutating func skipLine() {
        while let byte = peek {
            index += 1
            if byte == UInt8(ascii: "\n") { return }
            if byte == UInt8(ascii: "\r") {
                if peek == UInt8(ascii: "\n") { index += 1 }
                return
            }
        }
    }

    private mutating func readTable(from lineStart: Int) {
        let start = index
        while let byte = peek, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r"), byte != UInt8(ascii: "#") {
            index += 1
        }
        let title = text(start..<index).filter { $0 != "[" && $0 != "]" }
        skipLine()
        isBelowTable = true
        let name = Text.trimmed(title)
        open(name, depth: min(8, 1 + name.utf8.count { $0 == UInt8(ascii: ".") }), from: lineStart)
    }

    private mutating func readKey(from lineStart: Int) {
        let start = index
        while let byte = peek, byte != UInt8(ascii: "="), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
            index += 1
        }
        let key = Text.trimmed(text(start..<index))
        if !isBelowTable, peek == UInt8(ascii: "=") { open(key, depth: 1, from: lineStart) }
        commentStart = nil
        guard peek == UInt8(ascii: "=") else { return skipLine() }
        index += 1
        skipBlanks()
        let value = readValue()
        if let value, !isBelowTable { fields.append(MetadataField(key, .string(value))) }
        skipLine()
    }

    /// Moves behind a value; returns it where it is one string.
    private mutating func readValue() -> String? {
        if let byte = peek, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return readString(quote: byte) }
        var depth = 0
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                _ = readString(quote: byte)
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "#"):
                guard depth > 0 else { return nil }
                skipLine()
                continue
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if depth <= 0 { return nil }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Moves behind the string that starts here; `nil` where nothing closes it.
    ///
    /// A short string ends with its line at the latest. A long one that is not closed takes all of the file: to look
    /// for the end of each anew would take quadratic time.
    private mutating func readString(quote: UInt8) -> String? {
        let isLong = index + 2 < bytes.count && bytes[index + 1] == quote && bytes[index + 2] == quote
        index += isLong ? 3 : 1
        var text: [UInt8] = []
        while let byte = peek {
            if byte == quote, !isLong || isClosingLongString(quote) {
                index += isLong ? 3 : 1
                return String(decoding: isLong ? Self.withoutFirstLineEnding(text) : text[...], as: UTF8.self)
            }
            if !isLong, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
            if quote == UInt8(ascii: "\""), byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
                text += Self.unescaped(bytes[index + 1])
                index += 2
            } else {
                text.append(byte)
                index += 1
            }
        }
        return nil
    }

    private func isClosingLongString(_ quote: UInt8) -> Bool {
        index + 2 < bytes.count && bytes[index + 1] == quote && bytes[index + 2] == quote
            && (index + 3 == bytes.count || bytes[index + 3] != quote)
    }

    private static func withoutFirstLineEnding(_ text: [UInt8]) -> ArraySlice<UInt8> {
        if text.first == UInt8(ascii: "\n") { return text.dropFirst() }
        return text.starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")]) ? text.dropFirst(2) : text[...]
    }

    private static func unescaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "n"): [UInt8(ascii: "\n")]
        case UInt8(ascii: "t"): [UInt8(ascii: "\t")]
        case UInt8(ascii: "r"): [UInt8(ascii: "\r")]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): [byte]
        default: [UInt8(ascii: "\\"), byte]
        }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Starts a section at the comments above `lineStart`.
    private mutating func open(_ title: String, depth: Int, from lineStart: Int) {
        let first = commentStart ?? lineStart
        let start = first == byteOrderMark ? 0 : first
        close(at: start)
        current = (title, depth)
        sectionStart = start
        commentStart = nil
    }

    private mutating func close(at end: Int) {
        guard end > sectionStart else { return }
        let range = ByteRange(sectionStart, end)
        if let current {
            sections.append(Section(kind: .entry, title: current.title, depth: current.depth, range: range))
        } else {
            sections.append(Section(kind: .preamble, title: "", depth: 1, range: range))
        }
        sectionStart = end
    }
}
