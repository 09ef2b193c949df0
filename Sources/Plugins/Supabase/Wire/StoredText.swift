/// Text of the database, where U+F0000 `0` stands for U+0000 and U+F0000 `1` for U+F0000.
enum StoredText {
    static func decode(_ text: String) -> String {
        guard text.unicodeScalars.contains("\u{F0000}") else { return text }
        var result = String.UnicodeScalarView()
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "\u{F0000}" else {
                result.append(scalar)
                continue
            }
            result.append(scalars.next() == "0" ? "\u{0}" : "\u{F0000}")
        }
        return String(result)
    }
}
