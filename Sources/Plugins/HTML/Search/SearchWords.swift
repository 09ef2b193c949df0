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
            var needsSpace = false
            while index < source.count {
                let byte = source[index]
                if byte <= 0x20 {
                    needsSpace = output.count > start
                    index += 1
                    continue
                }
                if needsSpace {
                    output.append(0x20)
                    needsSpace = false
                }
                if byte < 0x7F {
                    output.append(byte)
                    index += 1
                    continue
                }
                index += character(at: index, of: source, into: &output)
            }
        }
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
