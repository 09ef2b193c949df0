/// Turns tags that are not HTML of a page into text, so that `<branch-name>` and `<script>` are read and not lost.
///
/// It works on the output of the Markdown renderer and leaves sections' marks and allowed tags alone. It also keeps
/// nesting within ``depthLimit`` and takes closing tags without an opening one as text, which bounds the time that an
/// HTML parser needs.
struct RawTags {
    static let depthLimit = 256

    private var open = [Int](repeating: 0, count: AllowedElement.all.count)
    private var depth = 0
    /// Whether the end of a comment may follow; looking for it again after each `<!--` would take quadratic time.
    private var mayEndComment = true

    /// The HTML of `source` with the tags that are not allowed as text.
    static func escapingOthers(in source: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(source.count + source.count / 16)
        var tags = RawTags()
        source.withUnsafeBufferPointer { tags.escape($0, into: &output) }
        return output
    }

    private mutating func escape(_ source: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        var start = 0
        var index = 0
        while let bracket = source.index(of: UInt8(ascii: "<"), from: index) {
            if let end = self.end(ofMarkupAt: bracket, in: source) {
                index = end
            } else {
                output.append(contentsOf: source[start..<bracket])
                output.append(contentsOf: "&lt;".utf8)
                index = bracket + 1
                start = index
            }
        }
        output.append(contentsOf: source[start...])
    }

    /// The offset after the tag or comment at `bracket`; `nil` where it is to be text.
    private mutating func end(ofMarkupAt bracket: Int, in source: UnsafeBufferPointer<UInt8>) -> Int? {
        guard bracket + 1 < source.count else { return nil }
        if source[bracket + 1] == UInt8(ascii: "!") { return endOfComment(at: bracket, in: source) }
        let isClosing = source[bracket + 1] == UInt8(ascii: "/")
        let nameStart = bracket + (isClosing ? 2 : 1)
        var nameEnd = nameStart
        while nameEnd < source.count, source[nameEnd].isTagNameByte { nameEnd += 1 }
        guard nameEnd > nameStart, let base = source.baseAddress,
            let element = AllowedElement.index(of: base + nameStart, nameEnd - nameStart)
        else { return nil }
        guard let end = TagSyntax.end(of: source, afterName: nameEnd, isClosing: isClosing) else { return nil }
        if AllowedElement.all[element].rule.isEmpty { return isClosing ? nil : end }
        if isClosing {
            guard open[element] > 0 else { return nil }
            depth -= 1
            open[element] -= 1
        } else {
            guard depth < Self.depthLimit else { return nil }
            depth += 1
            open[element] += 1
        }
        return end
    }

    private mutating func endOfComment(at bracket: Int, in source: UnsafeBufferPointer<UInt8>) -> Int? {
        let start = bracket + 4
        guard mayEndComment, start + 3 <= source.count, source[bracket + 2] == UInt8(ascii: "-"),
            source[bracket + 3] == UInt8(ascii: "-"), source[start] != UInt8(ascii: ">"),
            !(source[start] == UInt8(ascii: "-") && source[start + 1] == UInt8(ascii: ">"))
        else { return nil }
        var index = start
        while let end = source.index(of: UInt8(ascii: ">"), from: index) {
            if end >= start + 2, source[end - 1] == UInt8(ascii: "-"), source[end - 2] == UInt8(ascii: "-") {
                return end + 1
            }
            index = end + 1
        }
        mayEndComment = false
        return nil
    }
}

extension UInt8 {
    /// Whether a tag's name may hold the byte.
    var isTagNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }
}
