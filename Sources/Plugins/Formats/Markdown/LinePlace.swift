/// The bytes of a line: up to its ending, and up to the next line.
struct Line {
    let start: Int
    let end: Int
    let next: Int
}

/// How far a line is understood.
struct LinePlace {
    let line: Line
    /// The first byte that is not yet accounted for; no space or tab.
    var offset: Int
    /// Where text starts if the line turns out to be text.
    private(set) var textStart: Int
    /// The columns before ``offset``.
    var column = 0
    /// How many of the last columns are indentation that no container took.
    var indent = 0
    /// How many open containers the line continues.
    var matched = 0
    /// Whether the line opened a container or a list item, so that what was open before it no longer counts.
    var isInside = false
    /// Before which byte no thematic break can start.
    var noBreakBefore = 0

    init(_ line: Line) {
        self.line = line
        offset = line.start
        textStart = line.start
    }

    var isBlank: Bool { offset >= line.end }
    /// Whether the indentation makes it code, where code can start.
    var isIndented: Bool { indent >= 4 }

    /// Moves over spaces and tabs, which reach to the next multiple of four columns.
    @inline(__always)
    mutating func skipIndent(in text: some ByteText) {
        let start = column
        while true {
            switch text[offset] {
            case UInt8(ascii: " "): column += 1
            case UInt8(ascii: "\t"): column = (column + 4) & ~3
            default:
                indent = column - start
                textStart = offset
                return
            }
            offset += 1
        }
    }

    /// Moves behind the mark of a container, and gives the indentation of that container's content.
    mutating func skip(_ mark: ContainerMark, in text: some ByteText) -> Int {
        let width = mark.end - offset
        let before = indent + width
        offset = mark.end
        column += width
        skipIndent(in: text)
        isInside = true
        if isBlank { return before + 1 }
        // Up to four columns after the mark belong to it. More are one column and code.
        guard indent > 4 else {
            defer { indent = 0 }
            return before + indent
        }
        indent -= 1
        return before + 1
    }
}
