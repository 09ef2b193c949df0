/// The kinds of raw HTML blocks, numbered as in CommonMark.
///
/// The names and letters accepted are md4c's, a few of which are short of the specification's: see
/// <doc:MarkdownAndItsOracle>.
enum HTMLBlock: UInt8 {
    /// `<script>`, `<pre>` or `<style>`, up to one of their closing tags.
    case script = 1
    /// `<!--` up to `-->`.
    case comment
    /// `<?` up to `?>`.
    case instruction
    /// `<!X` up to `>`.
    case declaration
    /// `<![CDATA[` up to `]]>`.
    case characterData
    /// A tag of a block element, up to a blank line.
    case element
    /// Any other tag alone on its line, up to a blank line; cannot interrupt a paragraph.
    case lonelyTag

    /// The kind of block that the `<` at `start` opens, or `nil`.
    init?(in text: some ByteText, at start: Int) {
        let next = text[start + 1]
        switch next {
        case UInt8(ascii: "?"): self = .instruction
        case UInt8(ascii: "!"):
            if text.hasWord("--", at: start + 2) {
                self = .comment
            } else if text[start + 2] &- UInt8(ascii: "A") < 26 {
                self = .declaration
            } else if text.hasBytes("[CDATA[", at: start + 2) {
                self = .characterData
            } else {
                return nil
            }
        case UInt8(ascii: "/"):
            guard let kind = Self.tag(in: text, at: start, name: start + 2) else { return nil }
            self = kind
        default:
            guard let kind = Self.tag(in: text, at: start, name: start + 1) else { return nil }
            self = kind
        }
    }

    /// Whether the block ends at a blank line, which is then no part of it.
    var endsAtBlankLine: Bool { self == .element || self == .lonelyTag }

    /// Whether the line from `start` to `end` is the block's last.
    func isLast(in text: some ByteText, from start: Int, to end: Int) -> Bool {
        switch self {
        case .script: text.contains(anyOf: ["</script>", "</style>", "</pre>"], from: start, to: end)
        case .comment: text.contains("-->", from: start, to: end)
        case .instruction: text.contains("?>", from: start, to: end)
        case .declaration: text.contains(">", from: start, to: end)
        case .characterData: text.contains("]]>", from: start, to: end)
        case .element, .lonelyTag: false
        }
    }

    private static func tag(in text: some ByteText, at start: Int, name: Int) -> HTMLBlock? {
        guard text[name].isASCIILetter else { return nil }
        let isOpening = name == start + 1
        let end = text.nameEnd(from: name)
        if end - name <= HTMLElements.longestBlock {
            let element = text.lowercased(from: name, to: end)
            if isOpening, HTMLElements.verbatim.contains(element), text.endsVerbatimName(end) { return .script }
            if HTMLElements.blocks.contains(element), text.endsBlockName(end) { return .element }
        }
        guard let end = text.htmlTagEnd(at: start), text.isLineEnd(text.skipWhitespaceInLine(from: end)) else {
            return nil
        }
        return .lonelyTag
    }
}

extension ByteText {
    /// The end of the letters and digits from `offset`.
    fileprivate func nameEnd(from offset: Int) -> Int {
        var offset = offset
        while self[offset].isASCIILetter || self[offset].isASCIIDigit { offset += 1 }
        return offset
    }

    fileprivate func endsVerbatimName(_ offset: Int) -> Bool {
        isBlankOrLineEnd(offset) || self[offset] == UInt8(ascii: ">")
    }

    fileprivate func endsBlockName(_ offset: Int) -> Bool {
        endsVerbatimName(offset) || (self[offset] == UInt8(ascii: "/") && self[offset + 1] == UInt8(ascii: ">"))
    }

    fileprivate func hasBytes(_ bytes: StaticString, at offset: Int) -> Bool {
        bytes.withUTF8Buffer { bytes in bytes.indices.allSatisfy { self[offset + $0] == bytes[$0] } }
    }

    fileprivate func contains(_ mark: StaticString, from start: Int, to end: Int) -> Bool {
        let last = end - mark.utf8CodeUnitCount
        guard start <= last else { return false }
        let first = mark.utf8Start.pointee
        for offset in start...last where self[offset] == first && hasBytes(mark, at: offset) { return true }
        return false
    }

    fileprivate func contains(anyOf tags: [StaticString], from start: Int, to end: Int) -> Bool {
        for offset in start..<max(start, end) where self[offset] == UInt8(ascii: "<") {
            for tag in tags where hasWord(tag, at: offset) { return true }
        }
        return false
    }
}
