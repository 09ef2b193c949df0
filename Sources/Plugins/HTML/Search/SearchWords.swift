/// Text as the search shows it: white space as single spaces, what cannot be seen by name.
enum SearchWords {
    static func plain(_ text: String) -> String {
        var bytes: [UInt8] = []
        normalize(text, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func normalize(_ text: String, into output: inout [UInt8]) {
        normalize(Array(text.utf8)[...], into: &output)
    }

    static func normalize(_ text: ArraySlice<UInt8>, into output: inout [UInt8]) {
        text.withUnsafeBufferPointer { source in
            let start = output.count
            output.reserveCapacity(start + source.count)
            var index = 0
            while true {
                while index < source.count, source[index] <= 0x20 { index += 1 }
                guard index < source.count else { return }
                if output.count > start { output.append(0x20) }
                while index < source.count, source[index] > 0x20 {
                    let end = endOfWords(from: index, in: source)
                    output.append(contentsOf: source[index..<end])
                    index = end
                    if end < source.count, source[end] >= 0x7F {
                        index += character(at: end, of: source, into: &output)
                    }
                }
            }
        }
    }

    /// Where visible ASCII with single spaces in it, from the visible one at `start` on, ends.
    private static func endOfWords(from start: Int, in source: UnsafeBufferPointer<UInt8>) -> Int {
        var index = start
        while index < source.count {
            let byte = source[index]
            let isSpace = byte == 0x20 && index + 1 < source.count && source[index + 1] > 0x20
            guard isSpace || (0x21..<0x7F).contains(byte) else { break }
            index += 1
        }
        return index
    }

    private static func character(
        at index: Int,
        of source: UnsafeBufferPointer<UInt8>,
        into output: inout [UInt8]
    ) -> Int {
        let length = UTF8Scalars.length(at: index, in: source)
        guard length > 0 else {
            output.append(contentsOf: "\u{FFFD}".utf8)
            return 1
        }
        if HiddenCharacter.mayStart(with: source[index]) || length == 1 {
            let scalar = UTF8Scalars.value(at: index, length: length, in: source)
            if HiddenCharacter.isHidden(scalar, at: index, length: length, in: source) {
                HiddenCharacter.append(scalar, to: &output, marking: .plain)
                return length
            }
        }
        output.append(contentsOf: source[index..<(index + length)])
        return length
    }
}
