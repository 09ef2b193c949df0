/// Finds where a definition ends by the indentation of its lines, in languages whose definitions ctags leaves open.
///
/// A definition runs over the lines that are indented deeper than its first one, to the bracket or `end` that closes it
/// at the same column. Lines at that column or before it do not end it while brackets are open: they are the text of a
/// here-document.
struct IndentedExtent {
    private let text: CodeText
    /// Whether an open bracket keeps a definition open; no more once one was not closed before the end of the file.
    private var trustsBrackets = true

    init(_ text: CodeText) {
        self.text = text
    }

    /// The last line of the definition that starts on `line`.
    mutating func lastLine(from line: Int) -> Int {
        let column = text.indentation(of: line)
        var open = Self.balance(text.trimmed(line))
        var hasBody = open > 0
        var last = line
        var firstDedent: Int?
        for next in (line + 1)..<max(line + 1, text.lineCount) {
            let content = text.trimmed(next)
            guard let first = content.first else { continue }
            if text.indentation(of: next) <= column {
                if text.indentation(of: next) == column, Self.closes(content) {
                    open += Self.balance(content)
                    guard Self.opens(content) else { return next }
                } else if first == UInt8(ascii: "{"), !hasBody {
                    open += Self.balance(content)
                } else if hasBody || !Self.continues(content) {
                    if open <= 0 || !trustsBrackets { return firstDedent ?? last }
                    firstDedent = firstDedent ?? last
                }
                hasBody = hasBody || open > 0
            } else {
                open += Self.balance(content)
                hasBody = true
            }
            last = next
        }
        guard let firstDedent else { return last }
        trustsBrackets = false
        return firstDedent
    }

    /// Opening minus closing brackets.
    private static func balance(_ line: ArraySlice<UInt8>) -> Int {
        var balance = 0
        for byte in line {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): balance += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): balance -= 1
            default: break
            }
        }
        return balance
    }

    private static func closes(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first else { return false }
        if [UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]")].contains(first) { return true }
        return ["end", "End", "END", "endfunction", "else", "rescue", "ensure", "catch", "after"].contains(word(line))
    }

    /// Whether a line that closes something opens the next part of the same definition.
    private static func opens(_ line: ArraySlice<UInt8>) -> Bool {
        if let last = line.last, [UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "[")].contains(last) {
            return true
        }
        return ["else", "rescue", "ensure", "catch", "after"].contains(word(line))
    }

    /// Whether a line carries on the head of a definition whose body has not started.
    private static func continues(_ line: ArraySlice<UInt8>) -> Bool {
        ["where", "extends", "implements", "throws", "with", "returns"].contains(word(line))
    }

    private static func word(_ line: ArraySlice<UInt8>) -> String {
        String(
            decoding: line.prefix(16).prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") },
            as: UTF8.self
        )
    }
}
