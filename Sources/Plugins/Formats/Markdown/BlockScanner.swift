/// Finds the headings and tags of a Markdown text, line by line.
///
/// It follows the block structure of CommonMark as far as that decides which headings the document itself has. Between
/// two lines it keeps a stack of containers, and which leaf block is open in the innermost of them.
struct BlockScanner<Text: ByteText> {
    enum Leaf {
        case none
        case paragraph
        case indentedCode
        case fence(mark: UInt8, length: Int)
        case html(HTMLBlock)
        /// An HTML block that ended without a blank line; as md4c, no indented code can follow at once.
        case endedHTML
    }

    let text: Text
    private var ends: LineEnds<Text>
    private(set) var marks: [Mark] = []
    var containers = ContainerStack()
    var leaf = Leaf.none
    var paragraph = Paragraph()
    /// Whether the innermost container is a list item that holds no block yet.
    var itemIsEmpty = false
    /// Whether a blank line followed an empty item, so that nothing more can belong to it.
    var itemIsAbandoned = false

    /// Scans `text` from `offset`, the start of a line.
    init(_ text: Text, from offset: Int) {
        self.text = text
        ends = LineEnds(text, from: offset)
        var offset = offset
        while offset < text.end {
            let end = ends.end(from: offset)
            let line = Line(start: offset, end: end, next: ends.next(after: end))
            if !isPlain(line) { read(line) }
            offset = line.next
        }
    }

    /// Handles the lines that make up most of a text: prose and code outside containers.
    @inline(__always)
    private mutating func isPlain(_ line: Line) -> Bool {
        guard containers.count == 0 else { return false }
        let first = text[line.start]
        switch leaf {
        case .paragraph:
            guard !first.mayStartBlock else { return false }
            if paragraph.mayBeDefinition { paragraph.add(line, textStart: line.start, in: text) }
            return true
        case .none, .endedHTML:
            guard !first.mayStartBlock else { return false }
            leaf = .paragraph
            paragraph.start(with: line, textStart: line.start, in: text, isFirstInItem: false)
            return true
        case .fence(let mark, _): return first != mark && !first.isBlank
        case .indentedCode, .html: return false
        }
    }

    /// Notes a heading; what looked like a tag in its lines is a part of its text.
    mutating func addHeading(level: Int, start: Int, next: Int, text: Range<Int>) {
        while let last = marks.last, last.start >= start { marks.removeLast() }
        // Now, while its bytes are at hand in the cache.
        let title = HeadingTitle.text(of: text, in: self.text)
        marks.append(Mark(kind: .heading(level: level), start: start, next: next, text: text, title: title))
    }

    mutating func addTag(_ mark: Mark) {
        marks.append(mark)
    }
}

extension UInt8 {
    /// Whether a line that it starts may be anything but a line of a paragraph.
    @inline(__always)
    fileprivate var mayStartBlock: Bool {
        switch self {
        case 0x09...0x0D, UInt8(ascii: " "), UInt8(ascii: "#"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">"),
            UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
