/// Bytes as a mark and two hexadecimal digits, such as `%2F` and `~2F`.
enum ByteEscape {
    private static let digits = Array("0123456789ABCDEF".utf8)

    static func append(_ byte: UInt8, after mark: UInt8, to output: inout [UInt8]) {
        output.append(mark)
        output.append(digits[Int(byte >> 4)])
        output.append(digits[Int(byte & 15)])
    }

    /// `text` with `%XX` as bytes; a `%` that two digits do not follow stands for itself.
    static func percentDecoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(UInt8(ascii: "%")) else { return Array(text) }
        var output: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2, let high = value(of: rest[rest.startIndex]),
                let low = value(of: rest[rest.startIndex + 1])
            {
                output.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                output.append(byte)
            }
        }
        return output
    }

    private static func value(of digit: UInt8) -> UInt8? {
        Character(UnicodeScalar(digit)).hexDigitValue.map(UInt8.init)
    }
}
