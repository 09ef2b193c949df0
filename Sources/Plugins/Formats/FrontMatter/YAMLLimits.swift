/// Bounds on what a text may make the YAML parser do, told from its bytes before it is parsed.
///
/// The parser works by recursion and hashes keys with all that is below them, so that deep nesting would exhaust the
/// stack, and aliases within keys the time. The measures err on the side of too much.
struct YAMLLimits {
    /// The deepest nesting that is read.
    static let depth = 64
    /// The most aliases that are followed.
    static let aliases = 50

    enum Excess {
        case depth
        case aliases
    }

    private var flowDepth = 0
    private var deepestFlow = 0
    private var indents: [Int] = []
    private var deepestBlock = 0
    private var anchorCount = 0
    private var aliasCount = 0
    private var hasComplexKeys = false
    /// Characters beyond ASCII at which YAML 1.1 ends a line.
    private var wideLineEnds = 0

    /// What is too much in `text`, or `nil`.
    static func excess(in text: some ByteText) -> Excess? {
        var limits = YAMLLimits()
        var lineStart = 0
        while lineStart < text.end {
            var offset = limits.readIndent(of: text, from: lineStart)
            while !text.isLineEnd(offset) {
                limits.read(text, at: offset)
                offset += 1
            }
            lineStart = offset + 1
        }
        return limits.excess
    }

    private var excess: Excess? {
        let depth = deepestFlow + deepestBlock + 2 * wideLineEnds
        if depth > Self.depth { return .depth }
        guard anchorCount > 0, aliasCount > 0 else { return nil }
        return aliasCount > Self.aliases || hasComplexKeys || depth * aliasCount > 1000 ? .aliases : nil
    }

    /// Counts the blocks that the indentation of a line and the indicators at its start stand for; gives their end.
    private mutating func readIndent(of text: some ByteText, from start: Int) -> Int {
        var offset = text.skipBlanks(from: start)
        guard !text.isLineEnd(offset) else { return offset }
        while true {
            let column = offset - start
            while let last = indents.last, last >= column { indents.removeLast() }
            indents.append(column)
            let byte = text[offset]
            if byte == UInt8(ascii: "?") { hasComplexKeys = true }
            guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: ":"),
                text[offset + 1].isBlank
            else { break }
            offset = text.skipBlanks(from: offset + 1)
        }
        // The list of an entry may stand in the column of its key.
        deepestBlock = max(deepestBlock, 2 * indents.count)
        return offset
    }

    private mutating func read(_ text: some ByteText, at offset: Int) {
        switch text[offset] {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            flowDepth += 1
            deepestFlow = max(deepestFlow, flowDepth)
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            flowDepth = max(0, flowDepth - 1)
            if text[text.skipBlanks(from: offset + 1)] == UInt8(ascii: ":") { hasComplexKeys = true }
        case UInt8(ascii: "&"):
            if Self.startsName(text, at: offset) { anchorCount += 1 }
        case UInt8(ascii: "*"):
            guard aliasCount <= Self.aliases, Self.startsName(text, at: offset) else { return }
            aliasCount += 1
            var end = offset + 1
            while !text[end].isWhitespaceInLine, !text.isLineEnd(end) { end += 1 }
            if text[text.skipBlanks(from: end)] == UInt8(ascii: ":") || text[end - 1] == UInt8(ascii: ":") {
                hasComplexKeys = true
            }
        case UInt8(ascii: "?"): if text.isBlankOrLineEnd(offset + 1) { hasComplexKeys = true }
        case 0xC2: if text[offset + 1] == 0x85 { wideLineEnds += 1 }
        case 0xE2: if text[offset + 1] == 0x80, text[offset + 2] & 0xFE == 0xA8 { wideLineEnds += 1 }
        default: break
        }
    }

    /// Whether the `&` or `*` at `offset` can be the start of an anchor or alias.
    private static func startsName(_ text: some ByteText, at offset: Int) -> Bool {
        guard !text.isBlankOrLineEnd(offset + 1) else { return false }
        return offset == 0 || text.isBlankOrLineEnd(offset - 1) || text[offset - 1].isASCIIPunctuation
    }
}
