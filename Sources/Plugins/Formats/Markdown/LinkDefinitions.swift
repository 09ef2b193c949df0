/// Recognises the link reference definitions with which a paragraph starts.
///
/// They matter for headings because a line of `=` below nothing but definitions is text. Where md4c departs from
/// CommonMark, so does this: see <doc:MarkdownAndItsOracle>.
struct LinkDefinitions<Text: ByteText> {
    private let text: Text
    private let lines: ArraySlice<ParagraphLine>
    private var line: Int
    private var offset: Int

    /// The number of lines at the start of `lines` that are definitions.
    static func lineCount(of lines: [ParagraphLine], in text: Text) -> Int {
        var count = 0
        while count < lines.count {
            var definition = LinkDefinitions(text, lines[count...])
            guard let length = definition.read() else { break }
            count += length
        }
        return count
    }

    private init(_ text: Text, _ lines: ArraySlice<ParagraphLine>) {
        self.text = text
        self.lines = lines
        line = lines.startIndex
        offset = lines[line].textStart
    }

    private var lineEnd: Int { lines[line].textEnd }

    /// The number of lines of the definition that starts here, or `nil` where there is none.
    private mutating func read() -> Int? {
        guard skipLabel(), offset < lineEnd, text[offset] == UInt8(ascii: ":") else { return nil }
        offset += 1
        guard skipToText(), skipDestination() else { return nil }
        let last = line
        let destinationEnd = offset
        let hasTitle = skipTitle()
        if hasTitle, offset >= lineEnd { return line - lines.startIndex + 1 }
        // Text after what looks like a title: no title. Where it stands on a later line than the destination, that line
        // is left to the paragraph.
        let end = hasTitle ? offset : destinationEnd
        return end >= lines[last].textEnd ? last - lines.startIndex + 1 : nil
    }

    /// Goes to the next text, which may stand on the next line.
    private mutating func skipToText() -> Bool {
        while offset < lineEnd, text[offset].isWhitespaceInLine { offset += 1 }
        return offset < lineEnd || goToNextLine()
    }

    private mutating func goToNextLine() -> Bool {
        guard line + 1 < lines.endIndex else { return false }
        line += 1
        offset = lines[line].textStart
        return true
    }

    /// Skips `[label]`, which holds at most 999 characters, not all of them white space.
    private mutating func skipLabel() -> Bool {
        guard text[offset] == UInt8(ascii: "[") else { return false }
        offset += 1
        var length = 0
        var isBlank = true
        while length <= 999 {
            while offset < lineEnd {
                switch text[offset] {
                case UInt8(ascii: "\\") where text[offset + 1].isASCIIPunctuation || text.isLineEnd(offset + 1):
                    isBlank = false
                    offset += 1
                case UInt8(ascii: "["): return false
                case UInt8(ascii: "]"):
                    offset += 1
                    return !isBlank
                case let byte: if !byte.isWhitespaceInLine { isBlank = false }
                }
                offset += 1
                if text[offset] & 0xC0 != 0x80 { length += 1 }
                if length > 999 { return false }
            }
            length += 1
            guard goToNextLine() else { return false }
        }
        return false
    }

    private mutating func skipDestination() -> Bool {
        text[offset] == UInt8(ascii: "<") ? skipPointedDestination() : skipPlainDestination()
    }

    private mutating func skipPointedDestination() -> Bool {
        offset += 1
        while offset < lineEnd {
            switch text[offset] {
            case UInt8(ascii: "\\") where offset + 1 < lineEnd && text[offset + 1].isASCIIPunctuation: offset += 1
            case UInt8(ascii: "<"): return false
            case UInt8(ascii: ">"):
                offset += 1
                return true
            default: break
            }
            offset += 1
        }
        return false
    }

    private mutating func skipPlainDestination() -> Bool {
        let start = offset
        var depth = 0
        loop: while offset < lineEnd {
            switch text[offset] {
            case UInt8(ascii: "\\") where offset + 1 < lineEnd && text[offset + 1].isASCIIPunctuation: offset += 1
            case 0...UInt8(ascii: " "), 0x7F: break loop
            case UInt8(ascii: "("):
                depth += 1
                if depth > 32 { return false }
            case UInt8(ascii: ")"):
                if depth == 0 { break loop }
                depth -= 1
            default: break
            }
            offset += 1
        }
        return depth == 0 && offset > start
    }

    /// Skips white space and a title; where there is none, the place is undefined.
    private mutating func skipTitle() -> Bool {
        let start = offset
        guard skipToText(), offset > start else { return false }
        let closing: UInt8
        switch text[offset] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): closing = text[offset]
        case UInt8(ascii: "("): closing = UInt8(ascii: ")")
        default: return false
        }
        offset += 1
        repeat {
            while offset < lineEnd {
                switch text[offset] {
                case closing:
                    offset += 1
                    return true
                case UInt8(ascii: "\\") where text[offset + 1].isASCIIPunctuation || text.isLineEnd(offset + 1):
                    offset += 1
                case UInt8(ascii: "(") where closing == UInt8(ascii: ")"): return false
                default: break
                }
                offset += 1
            }
        } while goToNextLine()
        return false
    }
}
