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
    var bytes: [UInt8]? { value.string.flatMap { Hexadecimal.bytes($0.utf8) } }
}
