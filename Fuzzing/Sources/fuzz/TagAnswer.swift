/// Makes a source file and an answer of ctags on it from the bytes of a fuzzer.
enum TagAnswer {
    private static let languages = [
        "Python", "Sh", "JavaScript", "TypeScript", "Go", "Ruby", "C", "Rust", "Java", "Perl", "Zsh", "Markdown",
    ]
    private static let kinds = [
        "function", "class", "method", "member", "variable", "alias", "interface", "heredoc", "struct",
    ]
    private static let names = ["a", "b", "C", "anonymous", "__anon1", "x y", "é", "", "constructor"]

    /// The first byte names the language, or asks for a raw answer; the second counts the tags, of five bytes each.
    static func split(_ bytes: [UInt8]) -> (source: [UInt8], answer: [UInt8]) {
        guard bytes.count >= 2 else { return (bytes, []) }
        if bytes[0] == 0xFF {
            let end = bytes.firstIndex(of: 0) ?? bytes.count
            return (Array(bytes[min(end + 1, bytes.count)...]), Array(bytes[1..<end]))
        }
        let language = languages[Int(bytes[0]) % languages.count]
        let count = min(Int(bytes[1]) % 16, (bytes.count - 2) / 5)
        let lines = (0..<count).map { tag(bytes[(2 + $0 * 5)...], language) }
        return (Array(bytes[(2 + count * 5)...]), Array(lines.joined().utf8))
    }

    private static func tag(_ bytes: ArraySlice<UInt8>, _ language: String) -> String {
        let bytes = Array(bytes.prefix(5))
        let line = Int(bytes[2]) - 1
        var text =
            "{\"_type\": \"tag\", \"name\": \"\(names[Int(bytes[0]) % names.count])\", \"language\": \"\(language)\""
        text += ", \"line\": \(line), \"kind\": \"\(kinds[Int(bytes[1]) % kinds.count])\""
        if bytes[3] % 4 != 0 { text += ", \"end\": \(line + Int(bytes[3]) - 16)" }
        if bytes[4] % 4 != 0 {
            text += ", \"scope\": \"\(names[Int(bytes[4]) % names.count])\", \"scopeKind\": \"class\""
        }
        return text + "}\n"
    }
}
