/// Base64 with padding (RFC 4648).
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var group: UInt32 = 0
        var count = 0
        for byte in bytes {
            group = group << 8 | UInt32(byte)
            count += 1
            if count == 3 {
                append(group, digits: 4, to: &text)
                (group, count) = (0, 0)
            }
        }
        if count > 0 {
            append(group << UInt32(8 * (3 - count)), digits: count + 1, to: &text)
            text += [UInt8](repeating: UInt8(ascii: "="), count: 3 - count)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that `text` says; `nil` for what is not Base64 with padding.
    static func decode(_ text: Substring) -> [UInt8]? {
        guard text.utf8.count % 4 == 0 else { return nil }
        let digits = text.utf8.prefix { $0 != UInt8(ascii: "=") }
        let padding = text.utf8.count - digits.count
        guard padding <= 2, text.utf8.suffix(padding).allSatisfy({ $0 == UInt8(ascii: "=") }) else { return nil }
        var bytes: [UInt8] = []
        var group: UInt32 = 0
        for (index, digit) in digits.enumerated() {
            guard let value = alphabet.firstIndex(of: digit) else { return nil }
            group = group << 6 | UInt32(value)
            if index % 4 == 3 {
                bytes += [16, 8, 0].map { UInt8(truncatingIfNeeded: group >> $0) }
                group = 0
            }
        }
        // Two digits more say one byte, three say two.
        let rest = group << (6 * UInt32(padding))
        if padding > 0 { bytes += [16, 8].prefix(3 - padding).map { UInt8(truncatingIfNeeded: rest >> $0) } }
        return bytes
    }

    /// The first `digits` of the four that stand for 24 bits.
    private static func append(_ group: UInt32, digits: Int, to text: inout [UInt8]) {
        for digit in 0..<UInt32(digits) { text.append(alphabet[Int(group >> (18 - 6 * digit)) & 63]) }
    }
}
