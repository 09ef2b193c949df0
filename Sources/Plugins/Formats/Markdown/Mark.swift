/// A line or lines at which a section may start or end.
struct Mark {
    enum Kind {
        case heading(level: Int)
        case opening
        case closing
    }

    let kind: Kind
    /// Where its first line starts.
    let start: Int
    /// Where the line after it starts.
    let next: Int
    /// A heading's text, or a tag's name with its attributes.
    let text: Range<Int>
    /// The title of a heading; empty for tags.
    var title = ""
    /// Whether a tag is indented as code is, so that it counts only inside another tag.
    var isIndented = false

    var isTag: Bool {
        if case .heading = kind { false } else { true }
    }
}

extension Mark {
    /// The opening or closing tag that starts at `offset` and is all that stands on `line`.
    ///
    /// Names are letters, digits, `-` and `_`; an opening tag may have attributes. Tags of HTML are not taken.
    init?(tagIn text: some ByteText, at offset: Int, of line: Line, isIndented: Bool) {
        var end = line.end
        while end > offset, text[end - 1].isBlank { end -= 1 }
        guard text[end - 1] == UInt8(ascii: ">") else { return nil }
        end -= 1
        let isClosing = text[offset + 1] == UInt8(ascii: "/")
        let start = offset + (isClosing ? 2 : 1)
        guard let nameEnd = Self.nameEnd(in: text, from: start),
            isClosing ? text.skipBlanks(from: nameEnd) == end : Self.areAttributes(in: text, from: nameEnd, to: end),
            !HTMLElements.contains(text.lowercased(from: start, to: nameEnd))
        else { return nil }
        kind = isClosing ? .closing : .opening
        self.start = line.start
        next = line.next
        self.text = start..<(isClosing ? nameEnd : end)
        self.isIndented = isIndented
    }

    /// The end of the name that starts at `start`, or `nil` where no letter starts one.
    static func nameEnd(in text: some ByteText, from start: Int) -> Int? {
        guard text[start].isASCIILetter else { return nil }
        var end = start + 1
        while text[end].isASCIILetter || text[end].isASCIIDigit || text[end] == UInt8(ascii: "-")
            || text[end] == UInt8(ascii: "_")
        { end += 1 }
        return end
    }

    /// Whether nothing or a space and attributes stand between `start` and `end`: no tag's end outside of quotes.
    private static func areAttributes(in text: some ByteText, from start: Int, to end: Int) -> Bool {
        guard start < end else { return start == end }
        guard text[start].isBlank, text[end - 1] != UInt8(ascii: "/") else { return false }
        var quote: UInt8?
        for offset in start..<end {
            let byte = text[offset]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") {
                return false
            }
        }
        return quote == nil
    }
}
