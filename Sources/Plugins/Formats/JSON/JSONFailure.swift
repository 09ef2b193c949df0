import SkillSplitHost

/// Why a file is not read as JSON.
enum JSONFailure: Error {
    case empty
    case tooDeep(at: Int)
    case unexpected(at: Int, expected: String)

    func diagnostic(for source: SourceBuffer) -> Diagnostic {
        switch self {
        case .empty:
            Diagnostic(
                "json/empty",
                .warning,
                "the file holds no value",
                remedy: "Write {} where the file should be an empty object."
            )
        case .tooDeep(let offset):
            Diagnostic(
                "json/too-deep",
                .error,
                "values nest deeper than \(JSONDocument.depthLimit) levels at \(Self.place(offset, in: source))",
                remedy: "The file is kept as one section; flatten it to have it split.",
                range: ByteRange(offset, offset + 1)
            )
        case .unexpected(let offset, let expected):
            Diagnostic(
                "json/invalid",
                .error,
                "\(Self.place(offset, in: source)): expected \(expected), found \(Self.found(offset, in: source))",
                remedy: "The file is kept as one section; correct it to have it split.",
                range: ByteRange(offset, min(offset + 1, source.count))
            )
        }
    }

    /// `line L, column C`, both from 1, columns in characters (Unicode scalars).
    private static func place(_ offset: Int, in source: SourceBuffer) -> String {
        var line = 1
        var column = 1
        var previous: UInt8 = 0
        for byte in source[ByteRange(0, offset)] {
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if byte == UInt8(ascii: "\r") || previous != UInt8(ascii: "\r") { line += 1 }
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
            previous = byte
        }
        return "line \(line), column \(column)"
    }

    private static func found(_ offset: Int, in source: SourceBuffer) -> String {
        guard offset < source.count else { return "the end of the file" }
        let byte = source.bytes[offset]
        switch byte {
        case UInt8(ascii: "'"): return "a single quote"
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return "the end of the line"
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            let word = source.bytes[offset...].prefix(24).prefix {
                $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z")
            }
            return "'\(String(decoding: word, as: UTF8.self))'"
        case 0x21...0x7E: return "'\(Character(Unicode.Scalar(byte)))'"
        default: return "the byte 0x\(Hexadecimal.text([byte]))"
        }
    }
}

/// What a strict reader of JSON would refuse or misread, counted.
struct JSONFindings {
    /// How often something was found, and where first.
    struct Tally {
        private(set) var first: Range<Int>?
        private(set) var count = 0

        mutating func add(_ range: Range<Int>) {
            if first == nil { first = range }
            count += 1
        }
    }

    var comments = Tally()
    var trailingCommas = Tally()
    var loneSurrogates = Tally()

    var diagnostics: [Diagnostic] {
        [
            Self.diagnostic(comments, "comment", "comments", "Strict readers refuse the file; take the comments out."),
            Self.diagnostic(
                trailingCommas,
                "trailing-comma",
                "trailing commas",
                "Strict readers refuse the file; take the commas out."
            ),
            Self.diagnostic(
                loneSurrogates,
                "lone-surrogate",
                "\\u escapes of half a character",
                "Write both halves of the surrogate pair, or the character itself."
            ),
        ].compactMap(\.self)
    }

    private static func diagnostic(_ tally: Tally, _ rule: String, _ what: String, _ remedy: String) -> Diagnostic? {
        guard let first = tally.first else { return nil }
        return Diagnostic(
            "json/\(rule)",
            .warning,
            "\(what): \(tally.count)",
            remedy: remedy,
            range: ByteRange(first.lowerBound, first.upperBound)
        )
    }
}
