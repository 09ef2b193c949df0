/// A block quote or the current item of a list.
struct Container {
    /// `>`, a bullet, or the delimiter of a list number.
    let mark: UInt8
    /// How far text must be indented to belong to the list item, from where the surrounding container's content starts.
    var contentIndent: Int

    var isQuote: Bool { mark == UInt8(ascii: ">") }
}

/// A quote mark, bullet or list number at the start of a line's content.
struct ContainerMark {
    let mark: UInt8
    /// The first byte after it.
    let end: Int
    /// Whether it is a list number other than 1, which cannot interrupt a paragraph.
    let isNotOne: Bool

    var isQuote: Bool { mark == UInt8(ascii: ">") }

    init?(in text: some ByteText, at start: Int) {
        let first = text[start]
        switch first {
        case UInt8(ascii: ">"):
            (mark, end, isNotOne) = (first, start + 1, false)
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
            guard text.isBlankOrLineEnd(start + 1) else { return nil }
            (mark, end, isNotOne) = (first, start + 1, false)
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            var offset = start
            var number = 0
            while offset < start + 9, text[offset].isASCIIDigit {
                number = number * 10 + Int(text[offset] - UInt8(ascii: "0"))
                offset += 1
            }
            guard text[offset] == UInt8(ascii: ".") || text[offset] == UInt8(ascii: ")"),
                text.isBlankOrLineEnd(offset + 1)
            else { return nil }
            (mark, end, isNotOne) = (text[offset], offset + 1, number != 1)
        default: return nil
        }
    }
}

/// The containers that are open, outermost first.
struct ContainerStack {
    private var containers: [Container] = []
    private var quotes: [Int] = []

    var count: Int { containers.count }

    subscript(position: Int) -> Container { containers[position] }

    mutating func push(_ container: Container) {
        if container.isQuote { quotes.append(containers.count) }
        containers.append(container)
    }

    mutating func keep(_ count: Int) {
        containers.removeLast(containers.count - count)
        while let last = quotes.last, last >= count { quotes.removeLast() }
    }

    mutating func setContentIndent(_ indent: Int, at position: Int) {
        containers[position].contentIndent = indent
    }

    /// The position of the quote that comes after the first `count` quotes, or the number of containers.
    ///
    /// A blank line belongs to all list items up to there.
    func quote(after count: Int) -> Int {
        count < quotes.count ? quotes[count] : containers.count
    }
}
