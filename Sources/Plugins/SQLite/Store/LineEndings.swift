/// The line endings of a text, counted so that those of consecutive texts add up: a CR at the end of one and an LF at
/// the start of the next are one ending.
struct LineEndings: Equatable {
    /// Endings whose last byte is not the last byte of the text.
    var inner: Int
    /// 1: starts with LF; 2: ends with LF; 4: ends with CR.
    var edges: Int

    init(inner: Int, edges: Int) {
        self.inner = inner
        self.edges = edges
    }

    init(of bytes: UnsafeBufferPointer<UInt8>) {
        let lineFeed = UInt8(ascii: "\n")
        let carriageReturn = UInt8(ascii: "\r")
        inner = 0
        edges = 0
        guard let first = bytes.first, let last = bytes.last else { return }
        var feeds = 0
        var returns = 0
        for byte in bytes.dropLast() {
            if byte == lineFeed { feeds &+= 1 }
            if byte == carriageReturn { returns &+= 1 }
        }
        if returns > 0 {
            for index in 0..<(bytes.count - 1) where bytes[index] == carriageReturn && bytes[index + 1] == lineFeed {
                returns -= 1
            }
        }
        inner = feeds + returns
        edges = (first == lineFeed ? 1 : 0) | (last == lineFeed ? 2 : 0) | (last == carriageReturn ? 4 : 0)
    }

    var startsWithLineFeed: Bool { edges & 1 != 0 }
    var endsWithLineFeed: Bool { edges & 2 != 0 }
    var endsWithCarriageReturn: Bool { edges & 4 != 0 }

    /// The lines of consecutive texts, from 1, as ``LineCounter`` would count them in the whole.
    static func lines(of texts: some Sequence<LineEndings>) -> [ClosedRange<Int>] {
        var lines: [ClosedRange<Int>] = []
        var line = 1
        var hangs = false
        for text in texts {
            if hangs, !text.startsWithLineFeed { line += 1 }
            let last = line + text.inner
            lines.append(line...last)
            line = last + (text.endsWithLineFeed ? 1 : 0)
            hangs = text.endsWithCarriageReturn
        }
        return lines
    }
}
