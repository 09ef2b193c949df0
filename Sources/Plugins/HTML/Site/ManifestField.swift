/// Bytes as printable ASCII without tabs.
enum ManifestField {
    static func encode(_ field: [UInt8], into output: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in field {
            if (0x20...0x7E).contains(byte), byte != UInt8(ascii: "%") {
                output.append(byte)
            } else {
                output.append(UInt8(ascii: "%"))
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            }
        }
    }

    static func decode(_ field: ArraySlice<UInt8>) -> [UInt8] {
        guard field.contains(UInt8(ascii: "%")) else { return Array(field) }
        var output: [UInt8] = []
        var index = field.startIndex
        while index < field.endIndex {
            if field[index] == UInt8(ascii: "%"), index + 2 < field.endIndex,
                let value = UInt8(String(decoding: field[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                output.append(value)
                index += 3
            } else {
                output.append(field[index])
                index += 1
            }
        }
        return output
    }
}
