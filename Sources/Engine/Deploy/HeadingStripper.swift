import SkillSplitHost

/// Takes the heading lines out of Markdown.
enum HeadingStripper {
    /// `bytes` without the heading lines of `sections`, whose ranges are those in the file; other bytes stay as they are.
    static func strip(_ bytes: [UInt8], _ sections: [StoredSection]) -> [UInt8] {
        guard let start = sections.first?.range.lowerBound else { return bytes }
        var result: [UInt8] = []
        for section in sections {
            let own = bytes[(section.range.lowerBound - start)..<(section.range.upperBound - start)]
            result += section.kind == .heading ? own.dropFirst(headingLength(own)) : own
        }
        return result
    }

    /// The length of the heading that a heading section starts with: one line for `# Title`, up to the underline for
    /// the other form (CommonMark 4.2 and 4.3).
    static func headingLength(_ own: ArraySlice<UInt8>) -> Int {
        var rest = own
        var isFirst = true
        while !rest.isEmpty {
            let line = rest.prefix(lineLength(rest))
            let text = line.drop { $0 == UInt8(ascii: " ") }
            if isFirst, text.first == UInt8(ascii: "#") { return line.count }
            rest = rest.dropFirst(line.count)
            if !isFirst, isUnderline(text) { return own.count - rest.count }
            isFirst = false
        }
        // A heading without an underline after it is in no form that is known; nothing is taken out.
        return 0
    }

    /// The length of the first line with its ending: LF, CRLF or a lone CR.
    private static func lineLength(_ bytes: ArraySlice<UInt8>) -> Int {
        guard let end = bytes.firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) else {
            return bytes.count
        }
        let isPair =
            bytes[end] == UInt8(ascii: "\r") && end + 1 < bytes.endIndex && bytes[end + 1] == UInt8(ascii: "\n")
        return end - bytes.startIndex + (isPair ? 2 : 1)
    }

    private static func isUnderline(_ text: ArraySlice<UInt8>) -> Bool {
        guard let mark = text.first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else { return false }
        let spaces = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
        return text.drop { $0 == mark }.allSatisfy(spaces.contains)
    }
}
