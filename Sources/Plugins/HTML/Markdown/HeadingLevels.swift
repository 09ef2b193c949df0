/// Gives headings the levels of their nesting, so that none is skipped, below the page's own `h1`.
struct HeadingLevels {
    private var open: [Int] = []

    /// Takes a heading of the document's `level`.
    mutating func enter(_ level: Int) {
        while let last = open.last, last >= level { open.removeLast() }
        open.append(level)
    }

    /// The level to write.
    var current: Int { min(6, open.count + 1) }
}
