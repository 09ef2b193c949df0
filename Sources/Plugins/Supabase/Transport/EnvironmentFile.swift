/// The format of `.env`: `NAME=value` on each line, `#` comments, quotes around what has spaces.
enum EnvironmentFile {
    static func parse(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            var line = trimmed(line)
            guard !line.hasPrefix("#") else { continue }
            if line.hasPrefix("export ") { line = trimmed(line.dropFirst("export ".count)) }
            guard let equals = line.firstIndex(of: "=") else { continue }
            let name = trimmed(line[..<equals])
            guard !name.isEmpty else { continue }
            values[String(name)] = value(trimmed(line[line.index(after: equals)...]))
        }
        return values
    }

    private static func value(_ text: Substring) -> String {
        guard let quote = text.first, quote == "\"" || quote == "'" else {
            return String(trimmed(comment(of: text).map { text[..<$0] } ?? text))
        }
        let rest = text.dropFirst()
        return String(rest[..<(rest.firstIndex(of: quote) ?? rest.endIndex)])
    }

    /// Where a comment begins: at a `#` with a space before it.
    private static func comment(of text: Substring) -> Substring.Index? {
        var previous: Character = " "
        for index in text.indices {
            if text[index] == "#", previous.isWhitespace { return index }
            previous = text[index]
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
