import SkillSplitHost

/// Reads the plain YAML that nearly all front matter is: lines `key: value`, and lists of such values.
///
/// It knows only what has one meaning, and that the same as for Yams: keys of ASCII letters, digits, `-` and `_`; values
/// on one line that are unquoted, or quoted without escapes; lists `[a, b]` of words and lists of `- value` lines. At
/// anything else it gives up.
struct PlainYAML<Text: ByteText> {
    /// The most values that are read.
    private static var limit: Int { 200 }
    /// The longest key; YAML has none of more than 1024 bytes.
    private static var keyLimit: Int { 100 }

    private let text: Text
    private var fields: [MetadataField] = []
    /// The elements of the list that may follow a key without a value on its line.
    private var elements: [MetadataValue] = []
    private var indent = 0
    /// The key whose value is awaited.
    private var key: String?

    /// The fields of `text`, or `nil` where only a YAML parser can tell.
    static func fields(of text: Text) -> [MetadataField]? {
        guard !PlainCharacters.areExceeded(in: text) else { return nil }
        var reader = PlainYAML(text: text)
        var ends = LineEnds(text, from: 0)
        var start = 0
        while start < text.end {
            let end = ends.end(from: start)
            guard reader.read(start, end) else { return nil }
            start = ends.next(after: end)
        }
        reader.endValue()
        return reader.fields
    }

    private init(text: Text) {
        self.text = text
    }

    /// Reads the line between `start` and `end`; `false` where it is beyond this reader.
    private mutating func read(_ start: Int, _ end: Int) -> Bool {
        let first = text.skipSpaces(from: start)
        if first == end || text[start] == UInt8(ascii: "#") { return true }
        if key != nil, text[first] == UInt8(ascii: "-"), text[first + 1] == UInt8(ascii: " ") {
            return readElement(first, end, indent: first - start)
        }
        return first == start && readField(start, end)
    }

    private mutating func readElement(_ dash: Int, _ end: Int, indent: Int) -> Bool {
        guard elements.isEmpty || indent == self.indent, elements.count < Self.limit,
            let value = value(from: text.skipSpaces(from: dash + 1), to: end)
        else { return false }
        self.indent = indent
        elements.append(value)
        return true
    }

    private mutating func readField(_ start: Int, _ end: Int) -> Bool {
        endValue()
        guard text[start].isKeyStart, fields.count < Self.limit else { return false }
        var colon = start + 1
        while text[colon].isKeyByte { colon += 1 }
        guard text[colon] == UInt8(ascii: ":"), colon - start <= Self.keyLimit else { return false }
        let key = text.string(start..<colon)
        guard !fields.contains(where: { $0.name == key }) else { return false }
        let valueStart = text.skipSpaces(from: colon + 1)
        if valueStart == end {
            self.key = key
            return true
        }
        guard valueStart > colon + 1 else { return false }
        let value = text[valueStart] == UInt8(ascii: "[") ? list(valueStart, end) : value(from: valueStart, to: end)
        guard let value else { return false }
        fields.append(MetadataField(key, value))
        return true
    }

    private mutating func endValue() {
        guard let key else { return }
        fields.append(MetadataField(key, elements.isEmpty ? .null : .array(elements)))
        self.key = nil
        elements = []
    }

    /// The value that is all of the line from `start` to `end`.
    private func value(from start: Int, to end: Int) -> MetadataValue? {
        let first = text[start]
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return quoted(start, end) }
        guard start < end, first.isValueStart else { return nil }
        var last = start
        for offset in start..<end {
            switch text[offset] {
            case UInt8(ascii: ":"): if offset + 1 == end || text[offset + 1] == UInt8(ascii: " ") { return nil }
            case UInt8(ascii: "#"): if text[offset - 1] == UInt8(ascii: " ") { return nil }
            default: break
            }
            if text[offset] != UInt8(ascii: " ") { last = offset }
        }
        return YAMLScalar.value(of: text.string(start..<(last + 1)))
    }

    private func quoted(_ start: Int, _ end: Int) -> MetadataValue? {
        let quote = text[start]
        var close = start + 1
        while close < end, text[close] != quote {
            if text[close] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { return nil }
            close += 1
        }
        guard close < end, text.skipSpaces(from: close + 1) == end else { return nil }
        return .string(text.string((start + 1)..<close))
    }

    /// The list of words in brackets that is all of the line.
    private func list(_ start: Int, _ end: Int) -> MetadataValue? {
        var words: [MetadataValue] = []
        var offset = text.skipSpaces(from: start + 1)
        if text[offset] == UInt8(ascii: "]") {
            return text.skipSpaces(from: offset + 1) == end ? .array([]) : nil
        }
        while words.count < Self.limit {
            guard let (word, next) = word(at: offset) else { return nil }
            words.append(word)
            switch text[next] {
            case UInt8(ascii: ","): offset = text.skipSpaces(from: next + 1)
            case UInt8(ascii: "]"): return text.skipSpaces(from: next + 1) == end ? .array(words) : nil
            default: return nil
            }
        }
        return nil
    }

    /// The word of a list at `start`, quoted or not, and the place of what follows it.
    private func word(at start: Int) -> (MetadataValue, Int)? {
        let quote = text[start]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            var close = start + 1
            while text[close].isListByte { close += 1 }
            guard text[close] == quote else { return nil }
            return (.string(text.string((start + 1)..<close)), text.skipSpaces(from: close + 1))
        }
        guard text[start].isKeyStart else { return nil }
        var end = start
        while text[end].isKeyByte { end += 1 }
        return (YAMLScalar.value(of: text.string(start..<end)), text.skipSpaces(from: end))
    }
}

extension ByteText {
    /// The first place at or after `offset` that holds no space.
    fileprivate func skipSpaces(from offset: Int) -> Int {
        skip(UInt8(ascii: " "), from: offset)
    }
}

extension UInt8 {
    fileprivate var isKeyStart: Bool { isASCIILetter || self == UInt8(ascii: "_") }

    fileprivate var isKeyByte: Bool { isKeyStart || isASCIIDigit || self == UInt8(ascii: "-") }

    fileprivate var isListByte: Bool {
        switch self {
        case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "*"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: ":"):
            true
        default: isKeyByte
        }
    }

    /// Whether an unquoted value may start with the byte: it is no indicator of YAML.
    fileprivate var isValueStart: Bool {
        switch self {
        case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: "~"), UInt8(ascii: "$"),
            UInt8(ascii: "+"), UInt8(ascii: "<"), 0x80...0xFF:
            true
        default: isKeyStart || isASCIIDigit
        }
    }
}
