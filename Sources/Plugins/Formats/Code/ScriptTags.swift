/// Sets right what ctags 5.9 says of JavaScript and TypeScript.
enum ScriptTags {
    /// The tags with their true lines, without objects that it takes for classes, and with the declarations it misses.
    static func corrected(_ tags: [CodeTag], in text: CodeText) -> [CodeTag] {
        var declarations = ScriptDeclarations(text)
        return declarations.tags() + tags.compactMap { corrected($0, in: text) }
    }

    private static func corrected(_ tag: CodeTag, in text: CodeText) -> CodeTag? {
        var tag = tag
        guard tag.line < text.lineCount, !ScriptDeclarations.reserved.contains(tag.name) else { return nil }
        // A head of several lines is tagged on its last one.
        for line in stride(from: tag.line, through: max(0, tag.line - 3), by: -1)
        where text.trimmed(line).contains(tag.name) {
            tag.line = line
            break
        }
        guard tag.kind == "class" else { return tag }
        let content = text.trimmed(tag.line)
        if content.contains("class") { return tag }
        if content.contains("function"), !content.contains(".prototype") {
            tag.kind = "function"
            return tag
        }
        let isObject = content.ends(with: "{") && text.indentation(of: tag.line) == 0
        return isObject && !content.contains(".prototype") ? tag : nil
    }
}
