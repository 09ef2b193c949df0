/// Finds the comments, decorators and attributes directly above a definition.
struct LeadingLines {
    let text: CodeText
    let language: CodeLanguage

    /// The first line that belongs to the definition on `line`, not above `lowest`; a blank line ends the search.
    func first(above line: Int, lowest: Int) -> Int {
        var first = line
        while first > lowest, let start = start(ofItemEndingOn: first - 1, lowest: lowest) { first = start }
        return first
    }

    /// The first line of the comment or attribute that ends on `line`; `nil` where none does.
    private func start(ofItemEndingOn line: Int, lowest: Int) -> Int? {
        let content = text.trimmed(line)
        guard !content.isEmpty, !(line == 0 && content.starts(with: "#!".utf8)) else { return nil }
        if language.attributes.contains(where: { content.starts(with: $0.utf8) }) { return line }
        for comment in language.blockComments where content.ends(with: comment.close) {
            return startOfBlock(comment.open, comment.close, endingOn: line, lowest: lowest)
        }
        if language.lineComments.contains(where: { content.starts(with: $0.utf8) }) { return line }
        if !language.attributes.isEmpty, content.last == UInt8(ascii: ")") || content.last == UInt8(ascii: "]") {
            return startOfAttribute(endingOn: line, lowest: lowest)
        }
        return language.mayStartAboveName && isHead(content) ? line : nil
    }

    /// The line on which a comment opens that ends on `line`; `nil` where code stands before it.
    private func startOfBlock(_ open: String, _ close: String, endingOn line: Int, lowest: Int) -> Int? {
        for candidate in (lowest...line).reversed() {
            let content = text.trimmed(candidate)
            if candidate == line, content.elementsEqual(close.utf8) { continue }
            if content.starts(with: open.utf8) { return candidate }
            if content.contains(open) { return nil }
        }
        return nil
    }

    /// The line on which a decorator starts whose brackets are closed on `line`.
    private func startOfAttribute(endingOn line: Int, lowest: Int) -> Int? {
        var open = 0
        for candidate in (lowest...line).reversed() {
            let content = text.trimmed(candidate)
            for byte in content {
                if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { open -= 1 }
                if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { open += 1 }
            }
            guard open <= 0 else { continue }
            return language.attributes.contains { content.starts(with: $0.utf8) } ? candidate : nil
        }
        return nil
    }

    /// Whether a line could be the type, template or macro before the name on the next one: it ends no statement.
    private func isHead(_ content: ArraySlice<UInt8>) -> Bool {
        guard let first = content.first, let last = content.last, first != UInt8(ascii: "#") else { return false }
        return ![UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ":"), UInt8(ascii: "\\")]
            .contains(last)
    }
}

extension ArraySlice<UInt8> {
    func ends(with text: String) -> Bool {
        count >= text.utf8.count && suffix(text.utf8.count).elementsEqual(text.utf8)
    }

    func contains(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return true }
        return indices.contains { self[$0] == first && self[$0...].starts(with: text.utf8) }
    }
}
