/// Finds the declarations of a JavaScript or TypeScript file that stand at its top level, and the methods of its classes.
///
/// ctags 5.9 loses its way in some regular expressions, templates and types, and misses what follows; this pass over the
/// statements finds that again.
struct ScriptDeclarations {
    private let text: CodeText
    private var extent: ScriptExtent

    /// Words that stand before a bracket, and that ctags takes for methods at times.
    static let reserved: Set<String> = [
        "await", "catch", "for", "function", "if", "return", "super", "switch", "throw", "while", "with",
    ]

    init(_ text: CodeText) {
        self.text = text
        extent = ScriptExtent(text)
    }

    /// A tag for each declaration outside of brackets, up to the first brackets that are never closed.
    mutating func tags() -> [CodeTag] {
        var tags: [CodeTag] = []
        var line = 0
        while line < text.lineCount {
            if skipsLine(line) {
                line += 1
                continue
            }
            let found = declaration(on: line)
            let needsBody = found.map { $0.kind != "alias" && $0.kind != "constant" } ?? false
            guard let last = extent.lastLine(from: line, needsBody: needsBody) else { break }
            if let found {
                tags.append(CodeTag(name: found.name, kind: found.kind, line: line))
                if found.kind == "class" { tags += methods(in: (line + 1)..<max(line + 1, last)) }
            }
            line = last + 1
        }
        return tags
    }

    /// A tag for each method in the lines between the head and the closing brace of a class.
    private mutating func methods(in lines: Range<Int>) -> [CodeTag] {
        var tags: [CodeTag] = []
        var line = lines.lowerBound
        while line < lines.upperBound {
            if skipsLine(line) {
                line += 1
                continue
            }
            let name = method(on: line)
            guard let last = extent.lastLine(from: line, needsBody: name != nil) else { break }
            if let name { tags.append(CodeTag(name: name, kind: "method", line: line)) }
            line = last + 1
        }
        return tags
    }

    /// The name before the first bracket of a line, if only modifiers stand before it.
    private func method(on line: Int) -> String? {
        var words = Words(text.trimmed(line))
        while let word = words.next() {
            if words.isBeforeBracket { return Self.reserved.contains(word) ? nil : word }
        }
        return nil
    }

    /// Whether no statement starts on the line.
    private func skipsLine(_ line: Int) -> Bool {
        guard let first = text.trimmed(line).first else { return true }
        return first == UInt8(ascii: "@")
    }

    /// The kind and the name that the first words of a statement declare.
    private func declaration(on line: Int) -> (kind: String, name: String)? {
        var words = Words(text.trimmed(line))
        var word = words.next()
        while let current = word, ["export", "default", "declare", "async", "abstract"].contains(current) {
            word = words.next()
        }
        switch word {
        case "function": return words.next().map { ("function", $0) }
        case "class", "interface", "enum":
            return words.next().map { (word ?? "", $0 == "extends" || $0 == "implements" ? "default" : $0) }
        case "namespace", "module": return (words.next() ?? words.quoted()).map { ("namespace", $0) }
        case "global": return ("namespace", "global")
        case "type": return words.next().map { ("alias", $0) }
        case "const", "let", "var":
            guard let name = words.next() else { return nil }
            return name == "enum" ? words.next().map { ("enum", $0) } : ("constant", name)
        default: return nil
        }
    }

    /// The names and keywords at the start of a line, up to another character than `*`.
    private struct Words {
        private var rest: ArraySlice<UInt8>

        init(_ line: ArraySlice<UInt8>) {
            rest = line
        }

        mutating func next() -> String? {
            rest = rest.drop { CodeText.isSpace($0) || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "#") }
            let word = rest.prefix(while: ScriptExtent.isWord)
            rest = rest[word.endIndex...]
            return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
        }

        /// Whether the list of parameters comes next, or that of type parameters.
        var isBeforeBracket: Bool {
            let next = rest.drop { CodeText.isSpace($0) || $0 == UInt8(ascii: "?") }.first
            return next == UInt8(ascii: "(") || next == UInt8(ascii: "<")
        }

        /// The text between quotes that comes next.
        func quoted() -> String? {
            guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
            return String(decoding: rest.dropFirst().prefix { $0 != quote }, as: UTF8.self)
        }
    }
}
