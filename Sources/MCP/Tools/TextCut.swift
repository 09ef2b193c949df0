/// Finds how much text fits.
enum TextCut {
    /// The length of the longest start of `bytes` that takes at most `cost` bytes inside a JSON string, cut after a line
    /// where one ends in its second half, else after a character.
    ///
    /// Bytes that are not UTF-8 cost three each, as U+FFFD does.
    static func length(of bytes: ArraySlice<UInt8>, costing cost: Int) -> Int {
        let isText = isText(bytes)
        let length = bytes.withUnsafeBufferPointer { bytes in
            var room = cost
            for index in bytes.indices {
                let isPlain = isText || bytes[index] < 0x80
                room -= isPlain ? MessageText.length(of: bytes, at: index) : 3
                if room < 0 { return index }
            }
            return bytes.count
        }
        guard length < bytes.count else { return length }
        let fitting = bytes.prefix(length)
        if let line = fitting.lastIndex(of: 0x0A), line - fitting.startIndex > length / 2 {
            return line + 1 - fitting.startIndex
        }
        // A character has at most four bytes; in bytes that are not UTF-8 any cut is as good.
        for back in 0..<min(4, length) where !UTF8.isContinuation(bytes[bytes.startIndex + length - back]) {
            return length - back
        }
        return length
    }

    /// Whether `bytes` are UTF-8, but for a last character that may have been cut.
    static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let lead = bytes.suffix(3).lastIndex(where: { !UTF8.isContinuation($0) }) else {
            return String(validating: bytes, as: UTF8.self) != nil
        }
        let length =
            switch bytes[lead] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        let isCut = bytes.endIndex - lead < length
        return String(validating: isCut ? bytes[..<lead] : bytes, as: UTF8.self) != nil
    }
}
