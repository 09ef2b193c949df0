/// What follows the brackets of an inline link: `(destination "title")`.
enum LinkTail {
    /// The end of the tail that starts at `start`, or `nil` where there is none.
    static func end(in source: [UInt8], at start: Int) -> Int? {
        guard start < source.count, source[start] == UInt8(ascii: "(") else { return nil }
        var offset = skipSpace(in: source, from: start + 1)
        guard let destination = destinationEnd(in: source, at: offset) else { return nil }
        offset = skipSpace(in: source, from: destination)
        if offset > destination, let title = titleEnd(in: source, at: offset) {
            offset = skipSpace(in: source, from: title)
        }
        return offset < source.count && source[offset] == UInt8(ascii: ")") ? offset + 1 : nil
    }

    private static func skipSpace(in source: [UInt8], from start: Int) -> Int {
        source[start...].firstIndex { $0 != UInt8(ascii: " ") && !(0x09...0x0D).contains($0) } ?? source.count
    }

    private static func destinationEnd(in source: [UInt8], at start: Int) -> Int? {
        if start < source.count, source[start] == UInt8(ascii: "<") {
            return end(in: source, from: start + 1, of: UInt8(ascii: ">"), refusing: UInt8(ascii: "<"))
        }
        var depth = 0
        var offset = start
        while offset < source.count, source[offset] > 0x20, source[offset] != 0x7F {
            switch source[offset] {
            case UInt8(ascii: "\\") where offset + 1 < source.count && source[offset + 1].isASCIIPunctuation:
                offset += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                if depth == 0 { return offset }
                depth -= 1
            default: break
            }
            offset += 1
        }
        return depth == 0 ? offset : nil
    }

    private static func titleEnd(in source: [UInt8], at start: Int) -> Int? {
        guard start < source.count else { return nil }
        switch source[start] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return end(in: source, from: start + 1, of: source[start])
        case UInt8(ascii: "("):
            return end(in: source, from: start + 1, of: UInt8(ascii: ")"), refusing: UInt8(ascii: "("))
        default: return nil
        }
    }

    /// The place after the first `closing` from `start` on that is not escaped.
    private static func end(in source: [UInt8], from start: Int, of closing: UInt8, refusing other: UInt8? = nil)
        -> Int?
    {
        var offset = start
        while offset < source.count, source[offset] != closing {
            if source[offset] == other { return nil }
            offset += source[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        return offset < source.count ? offset + 1 : nil
    }
}
