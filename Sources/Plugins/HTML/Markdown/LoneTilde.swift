/// A `~` alone, which md4c would take for one end of struck-out text, though it mostly starts a path such as `~/.claude`.
///
/// It goes through the renderer as a private-use character that the document does not hold.
struct LoneTilde {
    /// UTF-8 of the character.
    private let mark: [UInt8]

    /// Finds a character for the tildes of `source`; `nil` where there are none.
    init?(in source: [UInt8]) {
        let tilde = UInt8(ascii: "~")
        var start = 0
        var isAlone = false
        while !isAlone, let found = source[start...].firstIndex(of: tilde) {
            isAlone = Self.isAlone(found, in: source)
            start = found + 1
        }
        guard isAlone else { return nil }
        for last in UInt8(0x80)...0xBF where !source.contains(bytes: [0xEE, 0x80, last]) {
            mark = [0xEE, 0x80, last]
            return
        }
        return nil
    }

    /// `source` with its lone tildes replaced.
    func hiding(in source: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(source.count + 64)
        for (index, byte) in source.enumerated() {
            if byte == UInt8(ascii: "~"), Self.isAlone(index, in: source) {
                output.append(contentsOf: mark)
            } else {
                output.append(byte)
            }
        }
        return output
    }

    /// `text` with the tildes back; `nil` where it holds none.
    func showing(in text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text.index(of: mark[0], from: 0) != nil else { return nil }
        var output: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index] == mark[0], text[index...].starts(with: mark) {
                output.append(UInt8(ascii: "~"))
                index += mark.count
            } else {
                output.append(text[index])
                index += 1
            }
        }
        return output
    }

    /// The value of an attribute with the tildes back, as they are or as a URL writes their stand-in.
    func showing(in value: String) -> String {
        var bytes = Array(value.utf8)
        bytes = bytes.withUnsafeBufferPointer { showing(in: $0) } ?? bytes
        let escaped = Array("%EE%80%\(String(mark[2], radix: 16, uppercase: true))".utf8)
        guard bytes.contains(bytes: escaped) else { return String(decoding: bytes, as: UTF8.self) }
        var output: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if rest.starts(with: escaped) {
                output.append(UInt8(ascii: "~"))
                rest = rest.dropFirst(escaped.count)
            } else {
                output.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func isAlone(_ index: Int, in source: [UInt8]) -> Bool {
        let tilde = UInt8(ascii: "~")
        return (index == 0 || source[index - 1] != tilde) && (index + 1 >= source.count || source[index + 1] != tilde)
    }
}
