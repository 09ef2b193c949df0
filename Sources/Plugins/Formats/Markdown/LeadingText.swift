import SkillSplitHost

/// The words that stand for a description that is missing.
enum LeadingText {
    /// The first lines, up to a blank one, that are neither headings, tags, rules nor fences; joined by spaces.
    static func paragraph(of source: SourceBuffer, from offset: Int) -> String? {
        var words: [String] = []
        for line in Lines(of: source, from: offset) {
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
        for line in Lines(of: source, from: offset) {
            let text = line.drop { $0 == "#" }.drop(while: \.isWhitespace)
            if !text.isEmpty { return String(text) }
        }
        return nil
    }

    /// Lines one after the other, since mostly the first ones are enough, without white space at their ends.
    private struct Lines: Sequence, IteratorProtocol {
        /// So much of a text is looked at; a description is at its start or nowhere.
        private static let window = 8192

        private var rest: Substring

        init(of source: SourceBuffer, from offset: Int) {
            rest = String(decoding: source[ByteRange(offset, offset + Self.window)], as: UTF8.self)[...]
        }

        mutating func next() -> String? {
            guard !rest.isEmpty else { return nil }
            var line = rest.prefix { !$0.isNewline }
            rest = rest[line.endIndex...].dropFirst()
            while line.last?.isWhitespace == true { line.removeLast() }
            return String(line.drop(while: \.isWhitespace))
        }
    }
}
