import SkillSplitHost

/// The members of an object in JSON text, with their places, so that one can be edited and the rest stays as it is.
///
/// Comments and trailing commas are passed over, since settings files have them.
struct JSONTextObject {
    struct Member {
        let name: String
        /// With its quotes.
        let key: Range<Int>
        let value: Range<Int>
    }

    /// Of the opening brace.
    let start: Int
    /// Of the closing brace.
    let end: Int
    private(set) var members: [Member] = []
    /// Behind a comma that follows the last member.
    private(set) var trailingComma: Int?

    /// Reads the object that starts at `index`, behind white space and comments; `nil` where there is none.
    init?(_ text: [UInt8], at index: Int = 0) {
        var scanner = JSONTextScanner(text: text, index: index)
        scanner.skipSpace()
        guard scanner.take("{") else { return nil }
        start = scanner.index - 1
        while true {
            scanner.skipSpace()
            if scanner.take("}") { break }
            if !members.isEmpty, trailingComma == nil { return nil }
            guard let key = scanner.string() else { return nil }
            scanner.skipSpace()
            guard scanner.take(":") else { return nil }
            scanner.skipSpace()
            guard let value = scanner.value(), let name = MetadataValue(json: Array(text[key]))?.string else {
                return nil
            }
            members.append(Member(name: name, key: key, value: value))
            scanner.skipSpace()
            trailingComma = scanner.take(",") ? scanner.index : nil
        }
        end = scanner.index - 1
    }

    /// The member called `name`; of several the last, as readers of JSON take it.
    subscript(name: String) -> Member? { members.last { $0.name == name } }
}

/// Steps over JSON text.
struct JSONTextScanner {
    let text: [UInt8]
    private(set) var index: Int

    init(text: [UInt8], index: Int) {
        self.text = text
        self.index = index
    }

    var isAtEnd: Bool { index >= text.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < text.count, text[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    /// Steps over white space and comments.
    mutating func skipSpace() {
        if index == 0, text.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        while index < text.count {
            switch text[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            case UInt8(ascii: "/") where text[index...].starts(with: "//".utf8):
                index = text[index...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            case UInt8(ascii: "/") where text[index...].starts(with: "/*".utf8):
                index += 2
                while index < text.count, !text[index...].starts(with: "*/".utf8) { index += 1 }
                index = min(index + 2, text.count)
            default: return
            }
        }
    }

    /// Steps over a string; its place, with the quotes.
    mutating func string() -> Range<Int>? {
        let start = index
        guard take("\"") else { return nil }
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "\""):
                index += 1
                return start..<index
            default: index += 1
            }
        }
        return nil
    }

    /// Steps over a value of any kind; its place.
    mutating func value() -> Range<Int>? {
        let start = index
        var depth = 0
        repeat {
            skipSpace()
            guard index < text.count else { return nil }
            switch text[index] {
            case UInt8(ascii: "\""): guard string() != nil else { return nil }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard depth > 0 else { return nil }
                depth -= 1
                index += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard depth > 0 else { return nil }
                index += 1
            default: word()
            }
        } while depth > 0
        return start..<index
    }

    /// Steps over a number or a word such as `true`.
    private mutating func word() {
        index += 1
        while index < text.count, !" \t\r\n,:{}[]\"/".utf8.contains(text[index]) { index += 1 }
    }
}
