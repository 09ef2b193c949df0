/// Reads matchers the way Claude Code does: a list of names, or else a regular expression of JavaScript.
enum HookMatcher {
    /// What makes `text` no regular expression, as far as brackets and repetition go; `nil` where nothing does.
    static func flaw(in text: String) -> String? {
        var open = 0
        var isInClass = false
        var isEscaped = false
        var canRepeat = false
        for byte in text.utf8 {
            if isEscaped {
                isEscaped = false
                canRepeat = true
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if isInClass {
                isInClass = byte != UInt8(ascii: "]")
                canRepeat = true
            } else {
                switch byte {
                case UInt8(ascii: "["): isInClass = true
                case UInt8(ascii: "("):
                    open += 1
                    canRepeat = false
                case UInt8(ascii: ")"):
                    open -= 1
                    if open < 0 { return "a ')' closes nothing" }
                    canRepeat = true
                case UInt8(ascii: "*"), UInt8(ascii: "+"):
                    if !canRepeat { return "a '\(Character(UnicodeScalar(byte)))' repeats nothing" }
                    canRepeat = false
                case UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "?"): canRepeat = false
                default: canRepeat = true
                }
            }
        }
        if isEscaped { return "it ends with a backslash" }
        if isInClass { return "a '[' is not closed" }
        return open > 0 ? "a '(' is not closed" : nil
    }
}
