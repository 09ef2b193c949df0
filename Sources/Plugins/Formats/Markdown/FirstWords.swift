/// The words with which a text starts, for a component that does not describe itself.
///
/// It reads lines rather than blocks: what stands in a list, a quote or a table is no paragraph of the text, and whether
/// a line belongs to one of those is told by its first characters.
enum FirstWords {
    /// The first paragraph from `offset` on, without inline marks, on one line.
    static func paragraph(in bytes: [UInt8], from offset: Int) -> String? {
        bytes.withUnsafeBufferPointer { buffer in
            guard let text = UnsafeByteText(buffer) else { return nil }
            return paragraph(in: text, from: max(offset, text.byteOrderMarkEnd))
        }
    }

    /// The first line from `offset` on that is not blank, without the marks of a heading and inline marks.
    static func line(in bytes: [UInt8], from offset: Int) -> String? {
        bytes.withUnsafeBufferPointer { buffer in
            guard let text = UnsafeByteText(buffer) else { return nil }
            let from = max(offset, text.byteOrderMarkEnd)
            guard let start = text.firstLineWithText(from: from, to: text.end) else { return nil }
            var ends = LineEnds(text, from: start)
            let end = ends.end(from: start)
            let first = text.skipBlanks(from: start)
            let level = text.headingLevel(at: first) ?? 0
            let range = level > 0 ? text.headingText(from: first + level, to: end) : first..<end
            let title = HeadingTitle.text(of: range, in: text)
            return title.isEmpty ? nil : title
        }
    }

    private static func paragraph(in text: UnsafeByteText, from offset: Int) -> String? {
        var ends = LineEnds(text, from: offset)
        var offset = offset
        var paragraph: [ParagraphLine] = []
        var fence: (mark: UInt8, length: Int)?
        while offset < text.end {
            let end = ends.end(from: offset)
            let start = text.skipBlanks(from: offset)
            if let (mark, length) = fence {
                if text.skip(mark, from: start) - start >= length { fence = nil }
            } else if !paragraph.isEmpty {
                if text.underlineLevel(at: start) != nil {
                    paragraph = []
                } else if isText(text, at: start, to: end, within: true) {
                    paragraph.append(ParagraphLine(start: offset, textStart: start, textEnd: end))
                } else if let words = words(of: paragraph, in: text) {
                    return words
                } else {
                    // Definitions only: the line starts something else.
                    paragraph = []
                    continue
                }
            } else if let length = text.fenceLength(at: start, end: end) {
                fence = (text[start], length)
            } else if text[start] == UInt8(ascii: "<"), let block = HTMLBlock(in: text, at: start),
                !block.endsAtBlankLine
            {
                let last = endOfBlock(block, in: text, from: start, to: end, &ends)
                offset = ends.next(after: last)
                continue
            } else if start - offset < 4, isText(text, at: start, to: end, within: false) {
                paragraph = [ParagraphLine(start: offset, textStart: start, textEnd: end)]
            }
            offset = ends.next(after: end)
        }
        return words(of: paragraph, in: text)
    }

    /// The words of a paragraph below the link definitions with which it starts; `nil` where there are none.
    private static func words(of paragraph: [ParagraphLine], in text: UnsafeByteText) -> String? {
        let lines = paragraph.dropFirst(LinkDefinitions.lineCount(of: paragraph, in: text))
        guard let first = lines.first, let last = lines.last else { return nil }
        let title = HeadingTitle.text(of: first.textStart..<last.textEnd, in: text)
        return title.isEmpty ? nil : title
    }

    /// The end of the line that ends the block.
    private static func endOfBlock(
        _ block: HTMLBlock,
        in text: UnsafeByteText,
        from start: Int,
        to end: Int,
        _ ends: inout LineEnds<UnsafeByteText>
    ) -> Int {
        var (start, end) = (start, end)
        while end < text.end, !block.isLast(in: text, from: start, to: end) {
            start = ends.next(after: end)
            end = ends.end(from: start)
        }
        return end
    }

    /// Whether the line from `start` to `end` is prose; `within` a paragraph fewer marks start something else.
    private static func isText(_ text: UnsafeByteText, at start: Int, to end: Int, within: Bool) -> Bool {
        guard start < end else { return false }
        switch text[start] {
        case UInt8(ascii: "#"): return text.headingLevel(at: start) == nil
        case UInt8(ascii: "|"): return within
        case UInt8(ascii: "<"):
            return HTMLBlock(in: text, at: start) == nil
                && Mark(tagIn: text, at: start, of: Line(start: start, end: end, next: end), isIndented: false) == nil
        case UInt8(ascii: "`"), UInt8(ascii: "~"): return text.fenceLength(at: start, end: end) == nil
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_"):
            return !text.thematicBreak(at: start).isBreak && ContainerMark(in: text, at: start) == nil
        default:
            guard let mark = ContainerMark(in: text, at: start) else { return true }
            return within && mark.isNotOne && !mark.isQuote
        }
    }
}
