/// A pass of the highlighter.
struct CodeScan {
    let source: UnsafeBufferPointer<UInt8>
    let language: CodeLanguage
    var html: HTMLBuffer
    private var index = 0
    /// Where text that has not been written yet starts.
    private var start = 0
    private var isLineStart = true
    /// How many quotes of the line had no other that ends them.
    private var loneQuotes = 0

    /// After so many lone quotes a line's other ones are taken for such too: each costs a look at the rest of the line.
    private static let loneQuoteLimit = 100

    init(source: UnsafeBufferPointer<UInt8>, language: CodeLanguage, html: HTMLBuffer) {
        self.source = source
        self.language = language
        self.html = html
    }

    mutating func run() -> HTMLBuffer {
        while index < source.count {
            let byte = source[index]
            if byte == UInt8(ascii: "\n") {
                index += 1
                isLineStart = true
                loneQuotes = 0
                continue
            }
            if isLineStart, byte > 0x20 {
                isLineStart = false
                if line() { continue }
            }
            token(byte)
        }
        flush()
        return html
    }

    /// Marks what is told by the start of a line: differences and keys.
    private mutating func line() -> Bool {
        if language.isDiff {
            switch source[index] {
            case UInt8(ascii: "+"): mark("ins", to: endOfLine)
            case UInt8(ascii: "-"): mark("del", to: endOfLine)
            case UInt8(ascii: "@"): mark("b", to: endOfLine)
            default: return false
            }
            return true
        }
        switch language.keys {
        case .yaml: return key(endingWith: UInt8(ascii: ":"), afterDashes: true)
        case .toml:
            if source[index] == UInt8(ascii: "[") {
                mark("b", to: endOfLine)
                return true
            }
            return key(endingWith: UInt8(ascii: "="), afterDashes: false)
        case .json, .none: return false
        }
    }

    private mutating func key(endingWith end: UInt8, afterDashes: Bool) -> Bool {
        var start = index
        while afterDashes, start + 1 < source.count, source[start] == UInt8(ascii: "-"), source[start + 1] == 0x20 {
            start += 2
        }
        var stop = start
        while stop < source.count, source[stop].isKeyByte { stop += 1 }
        var next = stop
        while next < source.count, source[next] == 0x20 { next += 1 }
        guard stop > start, next < source.count, source[next] == end else { return false }
        index = start
        mark("b", to: stop)
        return true
    }

    private mutating func token(_ byte: UInt8) {
        if let end = endOfComment {
            mark("i", to: end)
        } else if language.quotes.contains(byte) || language.longQuotes.contains(byte) {
            string(byte)
        } else if byte.isIdentifierStart {
            word()
        } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            var end = index
            while end < source.count, source[end].isIdentifierByte || source[end] == UInt8(ascii: ".") { end += 1 }
            if language.keywords.isEmpty { index = end } else { mark("u", to: end) }
        } else if byte == UInt8(ascii: "$"), language.hasVariables {
            variable()
        } else if byte == UInt8(ascii: "<"), language.isMarkup {
            tag()
        } else {
            index += 1
        }
    }

    private mutating func word() {
        var end = index
        while end < source.count, source[end].isIdentifierByte { end += 1 }
        let isKeyword: Bool
        if language.keywords.isEmpty || end - index > 14 {
            isKeyword = false
        } else {
            let word = String(decoding: source[index..<end], as: UTF8.self)
            isKeyword = language.keywords.contains(language.isCaseSensitive ? word : word.lowercased())
        }
        // A path, an option or a member is no keyword.
        let isPart = index > 0 && [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/")].contains(source[index - 1])
        if isKeyword, !isPart { mark("b", to: end) } else { index = end }
    }

    private mutating func string(_ quote: UInt8) {
        let isTriple =
            language.hasTripleQuotes && index + 2 < source.count && source[index + 1] == quote
            && source[index + 2] == quote
        let mayRunOver = isTriple || language.longQuotes.contains(quote)
        guard mayRunOver || loneQuotes < Self.loneQuoteLimit else {
            index += 1
            return
        }
        var end = index + (isTriple ? 3 : 1)
        while end < source.count {
            let byte = source[end]
            if byte == UInt8(ascii: "\\"), language.hasEscapes {
                end += 2
            } else if byte == UInt8(ascii: "\n"), !mayRunOver {
                // No string after all: an apostrophe.
                loneQuotes += 1
                index += 1
                return
            } else if byte == quote, !isTriple {
                end += 1
                break
            } else if byte == quote, end + 2 < source.count, source[end + 1] == quote, source[end + 2] == quote {
                end += 3
                break
            } else {
                end += 1
            }
        }
        end = min(end, source.count)
        var next = end
        while next < source.count, source[next] == 0x20 { next += 1 }
        let isKey = language.keys == .json && next < source.count && source[next] == UInt8(ascii: ":")
        mark(isKey ? "b" : "q", to: end)
    }

    private mutating func variable() {
        var end = index + 1
        if end < source.count, source[end] == UInt8(ascii: "{") {
            while end < source.count, source[end] != UInt8(ascii: "}"), source[end] != UInt8(ascii: "\n") { end += 1 }
            end = min(end + 1, source.count)
        } else {
            while end < source.count, source[end].isIdentifierByte { end += 1 }
        }
        if end > index + 1 { mark("u", to: end) } else { index += 1 }
    }

    private mutating func tag() {
        var end = index + 1
        if end < source.count, source[end] == UInt8(ascii: "/") { end += 1 }
        while end < source.count, source[end].isTagNameByte { end += 1 }
        if end > index + 1 { mark("b", to: end) } else { index += 1 }
    }

    private var endOfLine: Int { source.index(of: UInt8(ascii: "\n"), from: index) ?? source.count }

    private var endOfComment: Int? {
        if let block = language.blockComment, starts(with: block.start) {
            var end = index + block.start.count
            while end < source.count {
                if source[end] == block.end[0], source[end...].starts(with: block.end) { return end + block.end.count }
                end += 1
            }
            return source.count
        }
        for marker in language.lineComments where starts(with: marker) {
            // A `#` or `--` inside a word or an address starts no comment.
            let isInWord = index > 0 && source[index - 1] > 0x20 && marker[0] != UInt8(ascii: "/")
            let isAddress = index > 0 && source[index - 1] == UInt8(ascii: ":")
            if !isInWord, !isAddress { return endOfLine }
        }
        return nil
    }

    private func starts(with marker: [UInt8]) -> Bool {
        source[index] == marker[0] && source[index...].starts(with: marker)
    }

    private mutating func mark(_ element: StaticString, to end: Int) {
        flush()
        html.raw("<")
        html.raw(element)
        html.raw(">")
        index = end
        flush()
        html.raw("</")
        html.raw(element)
        html.raw(">")
    }

    private mutating func flush() {
        html.text(UnsafeBufferPointer(rebasing: source[start..<index]))
        start = index
    }
}

extension UInt8 {
    fileprivate var isIdentifierStart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        default: self >= 0x80
        }
    }

    fileprivate var isIdentifierByte: Bool {
        isIdentifierStart || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }

    /// Whether an unquoted key may hold the byte.
    fileprivate var isKeyByte: Bool {
        isIdentifierByte || self == UInt8(ascii: "-") || self == UInt8(ascii: ".") || self == UInt8(ascii: "/")
    }
}
