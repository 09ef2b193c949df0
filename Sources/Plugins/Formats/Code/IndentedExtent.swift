/// Finds where a definition ends by the indentation of its lines, in languages whose definitions ctags leaves open.
///
/// A definition runs over the lines that are indented deeper than its first one, to the brace or `end` that closes it at
/// the same column. Once it has opened a brace, other lines at that column or before it are the text of strings and
/// here-documents, and do not end it.
struct IndentedExtent {
    private let text: CodeText
    /// Whether an open brace keeps a definition open; no more once one was not closed before the end of the file.
    private var trustsBraces = true

    init(_ text: CodeText) {
        self.text = text
    }

    /// The last line of the definition that starts on `line`.
    mutating func lastLine(from line: Int) -> Int {
        let column = text.indentation(of: line)
        var isOpen = Self.opens(text.trimmed(line))
        var last = line
        var lineBeforeText: Int?
        for next in (line + 1)..<max(line + 1, text.lineCount) {
            let content = text.trimmed(next)
            guard let first = content.first else { continue }
            if text.indentation(of: next) <= column {
                let isClosing = text.indentation(of: next) == column && Self.closes(content)
                if isClosing, first == UInt8(ascii: ")") || first == UInt8(ascii: "]") || Self.opens(content) {
                    isOpen = Self.opens(content)
                } else if isClosing {
                    return next
                } else if first == UInt8(ascii: "{"), !isOpen {
                    isOpen = Self.opens(content)
                    if !isOpen { return next }
                } else if isOpen, trustsBraces {
                    lineBeforeText = lineBeforeText ?? last
                } else if !Self.continues(content) {
                    return last
                }
            }
            last = next
        }
        guard let lineBeforeText else { return last }
        trustsBraces = false
        return lineBeforeText
    }

    /// Whether a line leaves a bracket open, or starts another part of the same definition.
    private static func opens(_ line: ArraySlice<UInt8>) -> Bool {
        if middles.contains(word(line)) { return true }
        for byte in line.reversed() {
            if "{([".utf8.contains(byte) { return true }
            if "})]".utf8.contains(byte) { return false }
        }
        return false
    }

    private static func closes(_ line: ArraySlice<UInt8>) -> Bool {
        line.first.map("})]".utf8.contains) ?? false || middles.contains(word(line)) || ends.contains(word(line))
    }

    private static let ends: Set<String> = ["end", "End", "END", "endfunction"]
    private static let middles: Set<String> = ["else", "elsif", "elseif", "rescue", "ensure", "catch", "after"]

    /// Whether a line carries on the head of a definition whose body has not started.
    private static func continues(_ line: ArraySlice<UInt8>) -> Bool {
        ["where", "extends", "implements", "throws", "with", "returns"].contains(word(line))
    }

    /// The letters that a line starts with, up to 16.
    private static func word(_ line: ArraySlice<UInt8>) -> String {
        let letters = line.prefix(16).prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
        return String(decoding: letters, as: UTF8.self)
    }
}
