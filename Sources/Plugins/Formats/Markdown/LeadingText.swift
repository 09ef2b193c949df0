import SkillSplitHost

/// The words that stand for a description that is missing.
enum LeadingText {
    /// The first lines, up to a blank one, that are neither headings, tags, rules nor fences; joined by spaces.
    static func paragraph(of source: SourceBuffer, from offset: Int) -> String? {
        var words: [String] = []
        for line in lines(of: source, from: offset) {
            if line.isEmpty || "#<`~-=".contains(line.first ?? " ") {
                guard words.isEmpty else { break }
                continue
            }
            words.append(line)
        }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// The first line that is not blank, without the marks of a heading.
    static func line(of source: SourceBuffer, from offset: Int) -> String? {
        lines(of: source, from: offset).lazy.map { trimmed(Substring($0).drop { $0 == "#" }) }.first { !$0.isEmpty }
    }

    /// So much of a text is looked at; a description is at its start or nowhere.
    private static let window = 8192

    private static func lines(of source: SourceBuffer, from offset: Int) -> [String] {
        let text = String(decoding: source[ByteRange(offset, offset + window)], as: UTF8.self)
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(trimmed)
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
