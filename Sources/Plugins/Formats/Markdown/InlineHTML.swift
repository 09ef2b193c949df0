/// What stands between `<` and `>` within a line.
enum InlineHTML {
    /// The end of the tag of an HTML element or of the comment at `start`; `nil` where other text stands, such as `List<Int>`.
    static func end(in source: [UInt8], at start: Int) -> Int? {
        let text = ArrayByteText(bytes: source)
        if text.hasWord("<!--", at: start) { return commentEnd(in: source, from: start + 4) }
        let name = start + (text[start + 1] == UInt8(ascii: "/") ? 2 : 1)
        guard let end = text.htmlTagEnd(at: start), let nameEnd = Mark.nameEnd(in: text, from: name) else { return nil }
        return HTMLElements.contains(text.lowercased(from: name, to: nameEnd)) ? end : nil
    }

    /// Whether `bytes` are an absolute address or an e-mail address.
    static func isAutolink(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first,
            !bytes.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "<") || $0 == 0x7F })
        else { return false }
        if let colon = bytes.firstIndex(of: UInt8(ascii: ":")), (2...32).contains(colon - bytes.startIndex),
            first.isASCIILetter
        {
            return bytes[..<colon].allSatisfy(\.isSchemeByte)
        }
        return isEmail(bytes)
    }

    private static func isEmail(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let at = bytes.firstIndex(of: UInt8(ascii: "@")), at > bytes.startIndex else { return false }
        let isName = bytes[..<at].allSatisfy { byte in
            byte.isASCIILetter || byte.isASCIIDigit || ".!#$%&'*+/=?^_`{|}~-".utf8.contains(byte)
        }
        let labels = bytes[(at + 1)...].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return isName && labels.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isLabelByte) }
    }

    private static func commentEnd(in source: [UInt8], from start: Int) -> Int? {
        var offset = start
        while offset + 2 < source.count {
            if source[offset...].starts(with: "-->".utf8) { return offset + 3 }
            offset += 1
        }
        return nil
    }
}

/// Bytes of an array as a text.
private struct ArrayByteText: ByteText {
    let bytes: [UInt8]

    var end: Int { bytes.count }

    subscript(offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : UInt8(ascii: "\n") }

    func firstIndex(of byte: UInt8, from offset: Int) -> Int {
        bytes[min(offset, end)...].firstIndex(of: byte) ?? end
    }
}

extension UInt8 {
    fileprivate var isSchemeByte: Bool {
        isASCIILetter || isASCIIDigit || self == UInt8(ascii: "+") || self == UInt8(ascii: ".")
            || self == UInt8(ascii: "-")
    }

    fileprivate var isLabelByte: Bool { isASCIILetter || isASCIIDigit || self == UInt8(ascii: "-") }
}
