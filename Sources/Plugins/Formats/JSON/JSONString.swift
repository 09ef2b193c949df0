/// The escapes of JSON strings (RFC 8259, section 7).
enum JSONString {
    /// The text of the string literal in `range`, quotes included; a lone surrogate becomes U+FFFD.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        guard range.count >= 2 else { return "" }
        let body = UnsafeBufferPointer(rebasing: bytes[(range.lowerBound + 1)..<(range.upperBound - 1)])
        guard body.contains(UInt8(ascii: "\\")) else { return String(decoding: body, as: UTF8.self) }
        var text: [UInt8] = []
        text.reserveCapacity(body.count)
        var index = 0
        while index < body.count {
            guard body[index] == UInt8(ascii: "\\"), index + 1 < body.count else {
                text.append(body[index])
                index += 1
                continue
            }
            switch body[index + 1] {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
            case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
            case UInt8(ascii: "u"):
                if let escape = scalar(body, at: index) {
                    text.append(
                        contentsOf: UTF8.encode(escape.scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
                    )
                    index = escape.end
                    continue
                }
            case let other: text.append(other)
            }
            index += 2
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The character that the `\uXXXX` at `start` says, with its second half where it is a surrogate.
    ///
    /// `nil` without four digits; the scalar is `nil` for a surrogate that stands alone.
    static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> (scalar: Unicode.Scalar?, end: Int)? {
        guard let high = unit(bytes, at: start) else { return nil }
        if let scalar = Unicode.Scalar(high) { return (scalar, start + 6) }
        guard UTF16.isLeadSurrogate(high), let low = unit(bytes, at: start + 6), UTF16.isTrailSurrogate(low) else {
            return (nil, start + 6)
        }
        let code = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
        return (Unicode.Scalar(code), start + 12)
    }

    private static func unit(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt16? {
        guard start + 6 <= bytes.count, bytes[start] == UInt8(ascii: "\\"), bytes[start + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt16 = 0
        for index in (start + 2)..<(start + 6) {
            guard let digit = digit(bytes[index]) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func digit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
