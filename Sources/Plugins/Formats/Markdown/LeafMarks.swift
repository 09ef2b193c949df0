/// The marks that CommonMark gives a meaning at the start of a line's content.
extension ByteText {
    /// The end of the thematic break at `start`, or where the search failed.
    func thematicBreak(at start: Int) -> (isBreak: Bool, end: Int) {
        let mark = self[start]
        var offset = start + 1
        var count = 1
        while self[offset] == mark || self[offset].isBlank {
            if self[offset] == mark { count += 1 }
            offset += 1
        }
        return (count >= 3 && isLineEnd(offset), offset)
    }

    /// The level of the ATX heading whose first `#` stands at `start`, or `nil`.
    func headingLevel(at start: Int) -> Int? {
        let level = skip(UInt8(ascii: "#"), from: start) - start
        guard (1...6).contains(level), isBlankOrLineEnd(start + level) else { return nil }
        return level
    }

    /// The text of the ATX heading between its opening marks and `end`, without the marks that may close it.
    ///
    /// Only spaces may surround those: a tab would do in CommonMark, not in md4c.
    func headingText(from start: Int, to end: Int) -> Range<Int> {
        let start = min(skip(UInt8(ascii: " "), from: start), end)
        let textEnd = trimmed(UInt8(ascii: " "), from: start, to: end)
        let beforeMarks = trimmed(UInt8(ascii: "#"), from: start, to: textEnd)
        guard beforeMarks == start || self[beforeMarks - 1] == UInt8(ascii: " ") else { return start..<textEnd }
        return start..<trimmed(UInt8(ascii: " "), from: start, to: beforeMarks)
    }

    /// The end of what stands between `start` and `end` before a row of `byte`.
    func trimmed(_ byte: UInt8, from start: Int, to end: Int) -> Int {
        var end = end
        while end > start, self[end - 1] == byte { end -= 1 }
        return end
    }

    /// The level of the heading that the line of `=` or `-` at `start` makes of a paragraph, or `nil`.
    ///
    /// Only spaces may follow: a tab would do in CommonMark, not in md4c.
    func underlineLevel(at start: Int) -> Int? {
        let mark = self[start]
        guard mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else { return nil }
        guard isLineEnd(skip(UInt8(ascii: " "), from: skip(mark, from: start))) else { return nil }
        return mark == UInt8(ascii: "=") ? 1 : 2
    }

    /// The length of the code fence that opens at `start`, or `nil`; `end` is the end of the line.
    func fenceLength(at start: Int, end: Int) -> Int? {
        let mark = self[start]
        guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let info = skip(mark, from: start)
        guard info - start >= 3 else { return nil }
        if mark == UInt8(ascii: "`") {
            for offset in info..<max(info, end) where self[offset] == mark { return nil }
        }
        return info - start
    }
}
