/// A 64-bit hash to compare content with; not a secret, the same on every machine.
struct Fingerprint: Hashable, Sendable {
    private(set) var value: UInt64

    init() { value = 0x9E37_79B9_7F4A_7C15 }

    init(of bytes: some Sequence<UInt8>) {
        self.init()
        add(Array(bytes))
    }

    init(of bytes: [UInt8]) {
        self.init()
        add(bytes)
    }

    /// Reads 16 hexadecimal digits.
    init?(_ text: Substring) {
        guard text.utf8.count == 16, let value = UInt64(text, radix: 16) else { return nil }
        self.value = value
    }

    /// Adds `bytes` and their number.
    mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            var hash = value
            var offset = 0
            while offset + 8 <= bytes.count {
                hash = Self.mix(hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
                offset += 8
            }
            var tail: UInt64 = 0
            while offset < bytes.count {
                tail = tail << 8 | UInt64(bytes[offset])
                offset += 1
            }
            hash = Self.mix(hash ^ tail)
            value = Self.mix(hash ^ UInt64(bytes.count))
        }
    }

    mutating func add(_ text: String) { add(Array(text.utf8)) }

    mutating func add(_ number: Int) { value = Self.mix(value ^ UInt64(truncatingIfNeeded: number)) }

    /// 16 hexadecimal digits.
    var text: String { Self.digits(value, radix: 16, count: 16) }

    /// Eight digits of base 32, of the upper 40 bits: a search loads the names of all shards, so each byte of one counts.
    var shortText: String { Self.digits(value >> 24, radix: 32, count: 8) }

    private static func digits(_ value: UInt64, radix: Int, count: Int) -> String {
        let digits = String(value, radix: radix)
        return String(repeating: "0", count: count - digits.utf8.count) + digits
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low &+ 0x2545_F491_4F6C_DD1D
    }
}
