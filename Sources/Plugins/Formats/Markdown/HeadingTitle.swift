/// The text of a heading as a person reads it.
enum HeadingTitle {
    /// The inline source on one line, without white space at its ends; a title over several lines is joined by spaces.
    static func text(of range: Range<Int>, in text: some ByteText) -> String {
        text.string(range).split(whereSeparator: \.isNewline).map(trimmed).joined(separator: " ")
    }

    private static func trimmed(_ line: Substring) -> String {
        String(line.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
