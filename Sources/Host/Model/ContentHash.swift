/// The SHA-256 of a file's bytes (FIPS 180-4).
public struct ContentHash: Sendable, Hashable {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// Makes a hash of 32 bytes; `nil` for any other number.
    public init?(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }
}

extension ContentHash: CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public var description: String { Hexadecimal.text(bytes) }
}

/// The first 16 bytes of the SHA-256 of a section's own bytes.
public struct SectionHash: Sendable, Hashable {
    /// Big-endian: the first byte of the hash is the most significant.
    public let value: UInt128

    public init(_ value: UInt128) {
        self.value = value
    }

    /// Makes a hash of the first 16 of `bytes`; `nil` when there are fewer.
    public init?(_ bytes: some Sequence<UInt8>) {
        var value: UInt128 = 0
        var count = 0
        for byte in bytes.prefix(16) {
            value = value << 8 | UInt128(byte)
            count += 1
        }
        guard count == 16 else { return nil }
        self.value = value
    }

    /// The 16 bytes, first byte first.
    public var bytes: [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: value >> (8 * (15 - UInt128($0)))) }
    }
}

/// Bytes as lower-case hexadecimal digits.
public enum Hexadecimal {
    public static func text(_ bytes: some Sequence<UInt8>) -> String {
        // Through an array: a sequence that is not known is asked for each byte by a call.
        let bytes = Array(bytes)
        var text: [UInt8] = []
        text.reserveCapacity(2 * bytes.count)
        for byte in bytes {
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// The bytes that ``text(_:)`` makes `text` of; `nil` for what it never makes.
    public static func bytes(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in text {
            guard let value = value(of: digit) else { return nil }
            if let upper = high {
                bytes.append(upper << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return high == nil ? bytes : nil
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
