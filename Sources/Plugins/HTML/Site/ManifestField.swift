/// Bytes as printable ASCII without tabs.
enum ManifestField {
    static func encode(_ field: [UInt8], into output: inout [UInt8]) {
        for byte in field {
            if (0x20...0x7E).contains(byte), byte != UInt8(ascii: "%") {
                output.append(byte)
            } else {
                ByteEscape.append(byte, after: UInt8(ascii: "%"), to: &output)
            }
        }
    }

    static func decode(_ field: ArraySlice<UInt8>) -> [UInt8] { ByteEscape.percentDecoded(field) }
}
