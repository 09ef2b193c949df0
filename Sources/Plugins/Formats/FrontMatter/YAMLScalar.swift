import SkillSplitHost

/// What a plain scalar means by the core schema of YAML 1.2.
///
/// A number that JSON cannot say as it stands (an infinity, one beyond 64 bits) stays text, as no digit may be lost.
enum YAMLScalar {
    /// The value of the unquoted `text`.
    static func value(of text: String) -> MetadataValue {
        guard let first = text.utf8.first else { return .null }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return number(text) ?? .string(text)
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"),
            UInt8(ascii: "f"), UInt8(ascii: "F"):
            return word(text) ?? .string(text)
        default: return .string(text)
        }
    }

    private static func word(_ text: String) -> MetadataValue? {
        switch text {
        case "~", "null", "Null", "NULL": .null
        case "true", "True", "TRUE": .bool(true)
        case "false", "False", "FALSE": .bool(false)
        default: nil
        }
    }

    /// The longest number.
    private static let numberLimit = 100

    private static func number(_ text: String) -> MetadataValue? {
        guard text.utf8.count <= numberLimit else { return nil }
        if text.hasPrefix("0x") { return unsigned(text, radix: 16) }
        if text.hasPrefix("0o") { return unsigned(text, radix: 8) }
        switch form(text.utf8) {
        case .integer: return Int64(text).map(MetadataValue.integer)
        case .float:
            guard let value = Double(text), value.isFinite else { return nil }
            return .number(value)
        case .text: return nil
        }
    }

    /// The number behind the `0x` or `0o` of `text`; a sign there is none.
    private static func unsigned(_ text: String, radix: Int) -> MetadataValue? {
        let digits = text.dropFirst(2)
        guard digits.first?.isHexDigit == true else { return nil }
        return Int64(digits, radix: radix).map(MetadataValue.integer)
    }

    private enum Form {
        case integer, float, text
    }

    /// Whether the text has the form of an integer, as `-12`, or of a float, as `1.5`, `.5`, `1.` and `1e3`.
    private static func form(_ text: String.UTF8View) -> Form {
        var rest = text[...]
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let whole = dropDigits(&rest)
        guard !rest.isEmpty else { return .integer }
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = dropDigits(&rest)
        }
        guard whole + fraction > 0 else { return .text }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard dropDigits(&rest) > 0 else { return .text }
        }
        return rest.isEmpty ? .float : .text
    }

    /// Takes the decimal digits off the front of `text`, and counts them.
    private static func dropDigits(_ text: inout Substring.UTF8View) -> Int {
        let digits = text.prefix(while: \.isASCIIDigit).count
        text.removeFirst(digits)
        return digits
    }
}
