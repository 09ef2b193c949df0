/// The paragraph that is open, as far as it must be remembered.
struct Paragraph {
    /// The line that the paragraph starts with.
    private(set) var first = ParagraphLine(start: 0, textStart: 0, textEnd: 0)
    /// Every line, when the first starts with `[` and may be a link reference definition; else empty.
    private(set) var lines: [ParagraphLine] = []
    /// Whether nothing precedes it in its list item.
    private(set) var isFirstInItem = false

    var mayBeDefinition: Bool { !lines.isEmpty }

    /// Starts a paragraph with `line`, whose text starts at `textStart`.
    @inline(__always)
    mutating func start(with line: Line, textStart: Int, in text: some ByteText, isFirstInItem: Bool) {
        first = ParagraphLine(start: line.start, textStart: textStart, textEnd: line.end)
        self.isFirstInItem = isFirstInItem
        if !lines.isEmpty { lines.removeAll(keepingCapacity: true) }
        if text[textStart] == UInt8(ascii: "[") { add(line, textStart: textStart, in: text) }
    }

    mutating func add(_ line: Line, textStart: Int, in text: some ByteText) {
        let end = text.trimmed(UInt8(ascii: " "), from: textStart, to: line.end)
        lines.append(ParagraphLine(start: line.start, textStart: textStart, textEnd: end))
    }

    /// The number of its lines that are link reference definitions.
    func definitionLineCount(in text: some ByteText) -> Int {
        mayBeDefinition ? LinkDefinitions.lineCount(of: lines, in: text) : 0
    }

    func isOnlyDefinitions(in text: some ByteText) -> Bool {
        mayBeDefinition && definitionLineCount(in: text) == lines.count
    }
}
