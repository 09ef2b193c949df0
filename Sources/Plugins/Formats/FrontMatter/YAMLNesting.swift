/// A bound on nesting, checked before the parser, which is recursive, sees the text.
enum YAMLNesting {
    private static let limit = 256

    /// Whether no byte of `text` can be nested deeper than the limit.
    ///
    /// Brackets nest in flow style; indentation and runs of `- ` in block style.
    static func isBounded(_ text: ArraySlice<UInt8>) -> Bool {
        var flow = 0
        var indicators = 0
        var indent = 0
        var isAtStart = true
        for byte in text {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): flow += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): flow = max(0, flow - 1)
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                indicators = 0
                indent = 0
                isAtStart = true
            case UInt8(ascii: " "): if isAtStart { indent += 1 }
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): if isAtStart { indicators += 1 }
            default: isAtStart = false
            }
            if flow > limit || indicators > limit || indent > limit * 2 { return false }
        }
        return true
    }
}
