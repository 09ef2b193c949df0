/// A line of a paragraph.
struct ParagraphLine {
    /// Where the line starts, with its indentation and the marks of its containers.
    let start: Int
    /// The first byte of its text.
    let textStart: Int
    /// The end of its text, without trailing spaces.
    let textEnd: Int
}
