/// Reads single characters of UTF-8 that may be damaged.
enum UTF8Scalars {
    /// The length of the valid character at `index`; 0 where the bytes are not one.
    static func length(at index: Int, in source: UnsafeBufferPointer<UInt8>) -> Int {
        func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            index + offset < source.count && range.contains(source[index + offset])
        }
        switch source[index] {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: return continues(1) ? 2 : 0
        case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
        case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
        case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
        case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
        case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
        case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
        default: return 0
        }
    }

    /// The character of `length` bytes at `index`, which must be valid.
    static func value(at index: Int, length: Int, in source: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let first = UInt32(source[index])
        func low(_ offset: Int) -> UInt32 { UInt32(source[index + offset] & 0x3F) }
        return switch length {
        case 1: first
        case 2: (first & 0x1F) << 6 | low(1)
        case 3: (first & 0x0F) << 12 | low(1) << 6 | low(2)
        default: (first & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3)
        }
    }
}
