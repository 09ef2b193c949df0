/// A set of bytes, as a character class of a glob means one.
struct ByteSet: Sendable, Hashable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    func contains(_ byte: UInt8) -> Bool {
        let bit = UInt64(1) << UInt64(byte & 63)
        return switch byte >> 6 {
        case 0: words.0 & bit != 0
        case 1: words.1 & bit != 0
        case 2: words.2 & bit != 0
        default: words.3 & bit != 0
        }
    }

    mutating func insert(_ byte: UInt8) {
        let bit = UInt64(1) << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: words.0 |= bit
        case 1: words.1 |= bit
        case 2: words.2 |= bit
        default: words.3 |= bit
        }
    }

    mutating func insert(_ bytes: ClosedRange<UInt8>) {
        for byte in bytes { insert(byte) }
    }

    mutating func formUnion(_ other: ByteSet) {
        words.0 |= other.words.0
        words.1 |= other.words.1
        words.2 |= other.words.2
        words.3 |= other.words.3
    }

    /// All bytes that are not in the set.
    var inverted: ByteSet {
        var result = ByteSet()
        result.words = (~words.0, ~words.1, ~words.2, ~words.3)
        return result
    }

    static func == (left: ByteSet, right: ByteSet) -> Bool {
        left.words == right.words
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}

extension ByteSet {
    /// The bytes of a POSIX class such as `alpha`, of ASCII only as in git; `nil` for an unknown name.
    init?(posixClass name: ArraySlice<UInt8>) {
        self.init()
        let lower = UInt8(ascii: "a")...UInt8(ascii: "z")
        let upper = UInt8(ascii: "A")...UInt8(ascii: "Z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        switch String(decoding: name, as: UTF8.self) {
        case "alnum": insert(all: [lower, upper, digits])
        case "alpha": insert(all: [lower, upper])
        case "blank": insert(all: [0x20...0x20, 0x09...0x09])
        case "cntrl": insert(all: [0x00...0x1F, 0x7F...0x7F])
        case "digit": insert(digits)
        case "graph": insert(0x21...0x7E)
        case "lower": insert(lower)
        case "print": insert(0x20...0x7E)
        case "punct": insert(all: [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
        case "space": insert(all: [0x20...0x20, 0x09...0x0D])
        case "upper": insert(upper)
        case "xdigit":
            insert(all: [digits, UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F")])
        default: return nil
        }
    }

    private mutating func insert(all ranges: [ClosedRange<UInt8>]) {
        for range in ranges { insert(range) }
    }
}
