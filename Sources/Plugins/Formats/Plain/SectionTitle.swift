/// Titles made of text that the file's author wrote.
enum SectionTitle {
    /// The most bytes of a title.
    static let limit = 200

    /// `text` on one line: control characters become spaces, the ends are trimmed, what is too long is cut.
    static func line(_ text: String) -> String {
        guard text.utf8.count > limit || !text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return text }
        var line = ""
        var length = 0
        var pendingSpace = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace || scalar.value < 0x20 || scalar.value == 0x7F {
                pendingSpace = length > 0
                continue
            }
            guard length < limit else { return line + "…" }
            if pendingSpace { line.unicodeScalars.append(" ") }
            line.unicodeScalars.append(scalar)
            length += UTF8.width(scalar) + (pendingSpace ? 1 : 0)
            pendingSpace = false
        }
        return line
    }
}
