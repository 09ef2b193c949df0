/// Resolves the inline marks of CommonMark that a short text can resolve alone.
///
/// Escapes, code spans, emphasis, links and images with their destination, autolinks, tags of HTML elements and the
/// common entities. Links by reference stay as they stand, since their definitions may be anywhere in the document.
struct InlineText {
    /// An open `[` or `![`.
    private struct Bracket {
        let start: Int
        let isImage: Bool
        let runs: Int
    }

    private let source: [UInt8]
    private var offset = 0
    private var output: [UInt8] = []
    private var runs = EmphasisRuns()
    private var brackets: [Bracket] = []
    /// Before which byte of ``output`` no link can start, as one was just closed: links do not nest.
    private var linksStartAt = 0

    /// `source` without its inline marks.
    static func plain(of source: [UInt8]) -> [UInt8] {
        var text = InlineText(source: source)
        while text.offset < source.count { text.step() }
        text.runs.resolve(from: 0)
        return text.runs.removeMarks(from: text.output)
    }

    private init(source: [UInt8]) {
        self.source = source
    }

    private mutating func step() {
        switch source[offset] {
        case UInt8(ascii: "\\"): escape()
        case UInt8(ascii: "`"): code()
        case UInt8(ascii: "*"), UInt8(ascii: "_"): emphasis()
        case UInt8(ascii: "["): openBracket(length: 1)
        case UInt8(ascii: "!") where offset + 1 < source.count && source[offset + 1] == UInt8(ascii: "["):
            openBracket(length: 2)
        case UInt8(ascii: "]"): closeBracket()
        case UInt8(ascii: "<"): angle()
        case UInt8(ascii: "&"): entity()
        default: copy(1)
        }
    }

    private mutating func copy(_ count: Int) {
        output += source[offset..<(offset + count)]
        offset += count
    }

    private mutating func escape() {
        if offset + 1 < source.count {
            let next = source[offset + 1]
            if next.isASCIIPunctuation || next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") { offset += 1 }
        }
        copy(1)
    }

    private mutating func code() {
        let length = runLength(at: offset)
        var end = offset + length
        while let start = source[end...].firstIndex(of: UInt8(ascii: "`")) {
            let count = runLength(at: start)
            guard count == length else {
                end = start + count
                continue
            }
            output += source[(offset + length)..<start]
            offset = start + count
            return
        }
        copy(length)
    }

    private mutating func emphasis() {
        let length = runLength(at: offset)
        runs.add(EmphasisRun(in: source, at: offset..<(offset + length), outputStart: output.count))
        copy(length)
    }

    private func runLength(at start: Int) -> Int {
        (source[start...].firstIndex { $0 != source[start] } ?? source.count) - start
    }

    private mutating func openBracket(length: Int) {
        brackets.append(Bracket(start: output.count, isImage: length == 2, runs: runs.count))
        copy(length)
    }

    private mutating func closeBracket() {
        guard let bracket = brackets.popLast(), bracket.isImage || bracket.start >= linksStartAt,
            let end = LinkTail.end(in: source, at: offset + 1)
        else { return copy(1) }
        runs.resolve(from: bracket.runs)
        runs.remove(bracket.start..<(bracket.start + (bracket.isImage ? 2 : 1)))
        if !bracket.isImage { linksStartAt = output.count }
        offset = end
    }

    /// An address between angle brackets is itself, a tag of an HTML element nothing, and any other `<` just that.
    private mutating func angle() {
        if let close = source[offset...].firstIndex(of: UInt8(ascii: ">")),
            InlineHTML.isAutolink(source[(offset + 1)..<close])
        {
            output += source[(offset + 1)..<close]
            offset = close + 1
        } else if let end = InlineHTML.end(in: source, at: offset) {
            offset = end
        } else {
            copy(1)
        }
    }

    private mutating func entity() {
        guard let (character, end) = Entity.decode(source, at: offset) else { return copy(1) }
        output += character
        offset = end
    }
}
