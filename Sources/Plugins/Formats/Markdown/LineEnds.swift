/// Finds where lines end: at a CRLF, a lone LF or a lone CR.
///
/// Lines must be asked for in order; each byte is then looked at twice at most, whatever the mixture of endings.
struct LineEnds<Text: ByteText> {
    private let text: Text
    private var feed: Int
    private var carriageReturn: Int

    init(_ text: Text, from offset: Int) {
        self.text = text
        feed = text.firstIndex(of: UInt8(ascii: "\n"), from: offset)
        carriageReturn = text.firstIndex(of: UInt8(ascii: "\r"), from: offset)
    }

    /// The place of the line ending at or after `offset`, or the end of the text.
    @inline(__always)
    mutating func end(from offset: Int) -> Int {
        if feed < offset { feed = text.firstIndex(of: UInt8(ascii: "\n"), from: offset) }
        guard carriageReturn < text.end else { return feed }
        if carriageReturn < offset { carriageReturn = text.firstIndex(of: UInt8(ascii: "\r"), from: offset) }
        return min(feed, carriageReturn)
    }

    /// The start of the line after the one that ends at `end`.
    @inline(__always)
    func next(after end: Int) -> Int {
        guard end < text.end else { return text.end }
        return text[end] == UInt8(ascii: "\r") && end + 1 < text.end && text[end + 1] == UInt8(ascii: "\n")
            ? end + 2 : end + 1
    }
}
