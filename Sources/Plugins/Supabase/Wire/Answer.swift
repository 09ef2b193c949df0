import SkillSplitHost

/// Typed reading of what the project's functions answer.
struct Answer {
    private let value: MetadataValue

    init(_ value: MetadataValue) {
        self.value = value
    }

    subscript(name: String) -> Answer {
        Answer(value.object?.first { $0.name == name }?.value ?? .null)
    }

    var isNull: Bool { value == .null }
    var elements: [Answer]? { value.array.map { $0.map(Answer.init) } }
    var rawText: String? { value.string }
    var text: String? { value.string.map(StoredText.decode) }

    // Inlined, it makes the optimiser of Swift 6.3.1 fail on callers ("Found outside of lifetime use").
    @inline(never)
    var integer: Int? {
        if case .integer(let number) = value { Int(number) } else { nil }
    }

    var number: Double? {
        switch value {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    var bool: Bool? {
        if case .bool(let flag) = value { flag } else { nil }
    }

    /// Bytes that were written as hexadecimal digits.
    var bytes: [UInt8]? {
        guard let text = value.string else { return nil }
        let digits = Array(text.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.nibble(digits[index]), let low = Self.nibble(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
