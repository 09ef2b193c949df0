extension ByteText {
    /// The end of the complete HTML tag whose `<` stands at `start`, when it ends on its line.
    ///
    /// As md4c, and unlike CommonMark, `</name/>` is taken for a tag.
    func htmlTagEnd(at start: Int) -> Int? {
        var offset = start + 1
        let isClosing = self[offset] == UInt8(ascii: "/")
        if isClosing { offset += 1 }
        guard self[offset].isASCIILetter else { return nil }
        while self[offset].isASCIILetter || self[offset].isASCIIDigit || self[offset] == UInt8(ascii: "-") {
            offset += 1
        }
        while true {
            let afterBlanks = skipWhitespaceInLine(from: offset)
            if let end = tagClose(at: afterBlanks) { return end }
            guard !isClosing, afterBlanks > offset, let next = attributeEnd(at: afterBlanks) else { return nil }
            offset = next
        }
    }

    func skipWhitespaceInLine(from offset: Int) -> Int {
        var offset = offset
        while self[offset].isWhitespaceInLine { offset += 1 }
        return offset
    }

    private func tagClose(at offset: Int) -> Int? {
        if self[offset] == UInt8(ascii: ">") { return offset + 1 }
        return self[offset] == UInt8(ascii: "/") && self[offset + 1] == UInt8(ascii: ">") ? offset + 2 : nil
    }

    /// The end of the attribute at `start`, with its value if it has one.
    private func attributeEnd(at start: Int) -> Int? {
        guard self[start].isASCIILetter || self[start] == UInt8(ascii: "_") || self[start] == UInt8(ascii: ":") else {
            return nil
        }
        var offset = start + 1
        while self[offset].isAttributeNameByte { offset += 1 }
        let assignment = skipWhitespaceInLine(from: offset)
        guard self[assignment] == UInt8(ascii: "=") else { return offset }
        return attributeValueEnd(at: skipWhitespaceInLine(from: assignment + 1))
    }

    private func attributeValueEnd(at start: Int) -> Int? {
        let quote = self[start]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            var offset = start + 1
            while self[offset] != quote {
                guard !isLineEnd(offset) else { return nil }
                offset += 1
            }
            return offset + 1
        }
        var offset = start
        while !self[offset].endsUnquotedValue { offset += 1 }
        return offset > start ? offset : nil
    }
}

extension UInt8 {
    fileprivate var isAttributeNameByte: Bool {
        if isASCIILetter || isASCIIDigit { return true }
        switch self {
        case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "-"): return true
        default: return false
        }
    }

    fileprivate var endsUnquotedValue: Bool {
        switch self {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\""),
            UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"):
            true
        default: false
        }
    }
}
