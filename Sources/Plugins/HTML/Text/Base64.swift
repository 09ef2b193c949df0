/// RFC 4648, section 4.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let second = index + 1 < bytes.count ? bytes[index + 1] : 0
            let third = index + 2 < bytes.count ? bytes[index + 2] : 0
            text.append(letters[Int(bytes[index] >> 2)])
            text.append(letters[Int((bytes[index] & 0x03) << 4 | second >> 4)])
            text.append(index + 1 < bytes.count ? letters[Int((second & 0x0F) << 2 | third >> 6)] : UInt8(ascii: "="))
            text.append(index + 2 < bytes.count ? letters[Int(third & 0x3F)] : UInt8(ascii: "="))
            index += 3
        }
        return text
    }
}

extension Base64 {
    /// The bytes of `text`; `nil` where it is not base64.
    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        for letter in text {
            switch letter {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bits = bits << 6 | UInt32(letter - 65)
            case UInt8(ascii: "a")...UInt8(ascii: "z"): bits = bits << 6 | UInt32(letter - 71)
            case UInt8(ascii: "0")...UInt8(ascii: "9"): bits = bits << 6 | UInt32(letter + 4)
            case UInt8(ascii: "+"): bits = bits << 6 | 62
            case UInt8(ascii: "/"): bits = bits << 6 | 63
            case UInt8(ascii: "="): continue
            default: return nil
            }
            count += 1
            guard count % 4 == 0 else { continue }
            for shift in [16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
            bits = 0
        }
        switch count % 4 {
        case 2: bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
        case 3:
            bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
        default: break
        }
        return bytes
    }
}
