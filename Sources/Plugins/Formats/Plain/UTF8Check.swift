/// Finds bytes that are not UTF-8 (RFC 3629), eight at a time where they are ASCII.
enum UTF8Check {
    /// The offset of the first byte that belongs to no well-formed character; `nil` where all do.
    static func firstInvalid(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { firstInvalid(in: $0, from: 0) }
    }

    /// The offset of the first ill-formed byte at or after `start`, which must not be inside of a character.
    static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            index = endOfASCII(bytes, from: index)
            guard index < bytes.count else { break }
            guard let length = characterLength(bytes, at: index) else { return index }
            index += length
        }
        return nil
    }

    private static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        let raw = UnsafeRawBufferPointer(bytes)
        while index + 8 <= bytes.count,
            raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            index += 8
        }
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        return index
    }

    /// The length of the character of two to four bytes at `index`; `nil` where it is ill-formed or cut short.
    private static func characterLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[index] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
        for position in (index + 2)..<(index + length) where bytes[position] & 0xC0 != 0x80 { return nil }
        return length
    }
}
