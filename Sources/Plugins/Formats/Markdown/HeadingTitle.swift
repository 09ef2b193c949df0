/// The text of a heading as a person reads it.
enum HeadingTitle {
    static func text(of range: Range<Int>, in text: some ByteText) -> String {
        text.string(range)
    }
}
