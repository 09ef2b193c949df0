/// Finds the functions of a shell script outside of functions.
///
/// ctags 5.9 takes `$((1 << 2))` for a here-document, and misses what follows; this pass finds that again.
struct ShellDeclarations {
    private let text: CodeText
    private var extent: ShellExtent

    init(_ text: CodeText) {
        self.text = text
        extent = ShellExtent(text)
    }

    /// A tag for each function, up to the first one that is never closed.
    mutating func tags() -> [CodeTag] {
        var tags: [CodeTag] = []
        var line = 0
        while line < text.lineCount {
            if let name = Self.name(text.trimmed(line)) {
                tags.append(CodeTag(name: name, kind: "function", line: line))
                guard let last = extent.lastLine(from: line) else { break }
                line = last + 1
            } else {
                line = extent.lineAfterCommands(on: line)
            }
        }
        return tags
    }

    /// The name in `name ()` or `function name` at the start of a line.
    private static func name(_ line: ArraySlice<UInt8>) -> String? {
        let keyword = Array("function".utf8)
        var rest = line
        let hasKeyword =
            rest.starts(with: keyword) && rest.dropFirst(keyword.count).first.map(CodeText.isSpace) ?? false
        if hasKeyword { rest = rest.dropFirst(keyword.count).drop(while: CodeText.isSpace) }
        let name = rest.prefix { isName($0) }
        rest = rest[name.endIndex...].drop(while: CodeText.isSpace)
        guard !name.isEmpty else { return nil }
        if !hasKeyword {
            guard rest.first == UInt8(ascii: "(") else { return nil }
            rest = rest.dropFirst().drop(while: CodeText.isSpace)
            guard rest.first == UInt8(ascii: ")") else { return nil }
        }
        return String(decoding: name, as: UTF8.self)
    }

    private static func isName(_ byte: UInt8) -> Bool {
        ScriptExtent.isWord(byte) && byte != UInt8(ascii: "$") || "-.:+@".utf8.contains(byte)
    }
}
