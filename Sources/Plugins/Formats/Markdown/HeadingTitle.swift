/// The text of a heading as a person reads it.
enum HeadingTitle {
    /// The inline source on one line, without white space at its ends; a title over several lines is joined by spaces.
    static func text(of range: Range<Int>, in text: some ByteText) -> String {
        let lines = text.string(range).split(whereSeparator: \.isNewline).map(trimmed)
        return (lines.dropLast().map(withoutHardBreak) + lines.suffix(1)).joined(separator: " ")
    }

    /// A backslash at the end of a line breaks it, where it is not itself escaped.
    private static func withoutHardBreak(_ line: String) -> String {
        let backslashes = line.reversed().prefix { $0 == "\\" }.count
        return backslashes % 2 == 1 ? String(line.dropLast()) : line
    }

    private static func trimmed(_ line: Substring) -> String {
        String(line.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
