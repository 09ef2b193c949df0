/// The characters of plain YAML: printable ASCII, line ends, and what no reader of YAML refuses or takes for a line end.
enum PlainCharacters {
    /// Whether `text` has others: tabs, control characters, U+2028 and its kin, surrogates, a byte order mark.
    static func areExceeded(in text: some ByteText) -> Bool {
        for offset in 0..<text.end {
            switch text[offset] {
            case 0x20...0x7E, UInt8(ascii: "\n"), UInt8(ascii: "\r"): continue
            case 0..<0x20, 0x7F: return true
            case 0xC2: if text[offset + 1] < 0xA0 { return true }
            case 0xE2: if text[offset + 1] == 0x80, text[offset + 2] & 0xFE == 0xA8 { return true }
            case 0xED, 0xEF: return true
            default: continue
            }
        }
        return false
    }
}
