/// Paths as text for people: what is not UTF-8 is shown, never dropped.
public enum PathText {
    /// `bytes` as text, with each byte that is not part of valid UTF-8 as `\xNN`.
    public static func display(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = ""
        var rest = bytes[...]
        while !rest.isEmpty {
            let length = validPrefixLength(rest)
            if length > 0 {
                text += String(decoding: rest.prefix(length), as: UTF8.self)
                rest = rest.dropFirst(length)
            } else {
                let hex = String(rest[rest.startIndex], radix: 16)
                text += "\\x" + (hex.count == 1 ? "0" + hex : hex)
                rest = rest.dropFirst()
            }
        }
        return text
    }

    /// The length of the one valid character that `bytes` starts with, or 0.
    private static func validPrefixLength(_ bytes: ArraySlice<UInt8>) -> Int {
        for length in 1...4 where length <= bytes.count {
            if String(validating: bytes.prefix(length), as: UTF8.self) != nil { return length }
        }
        return 0
    }
}
