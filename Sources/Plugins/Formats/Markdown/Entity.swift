/// Character references of HTML.
enum Entity {
    /// The longest reference that is looked for.
    private static let limit = 10

    /// The UTF-8 of the reference whose `&` stands at `start`, and the place after its `;`; `nil` for names that are not
    /// among the few that prose needs.
    static func decode(_ source: [UInt8], at start: Int) -> (character: [UInt8], end: Int)? {
        let rest = source[(start + 1)...].prefix(limit)
        guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: source[(start + 1)..<end], as: UTF8.self)
        guard let scalar = named[name] ?? numbered(name) else { return nil }
        return (Array(String(Character(scalar)).utf8), end + 1)
    }

    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©", "reg": "®",
        "hellip": "…", "mdash": "—", "ndash": "–", "rarr": "→", "larr": "←", "times": "×",
    ]

    private static func numbered(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        guard let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits) else { return nil }
        return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value)
    }
}
