/// Shortens text that someone else wrote, so that it cannot fill an answer.
enum Clip {
    /// `text`, or as many whole characters of it as fit into `limit` bytes of UTF-8 with an ellipsis after them.
    static func text(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: max(0, limit - 3))
        // Steps back to the start of a scalar; a character of many combining marks may be cut.
        while end > text.startIndex, UTF8.isContinuation(text.utf8[end]) { end = text.utf8.index(before: end) }
        return String(text[..<end]) + "…"
    }

    /// ``text(_:to:)`` on one line, with a space for each control character and line end.
    static func line(_ text: String, to limit: Int) -> String {
        let clipped = Self.text(text, to: limit)
        guard clipped.unicodeScalars.contains(where: isControl) else { return clipped }
        var line = String.UnicodeScalarView()
        for scalar in clipped.unicodeScalars { line.append(isControl(scalar) ? " " : scalar) }
        return String(line)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }
}
