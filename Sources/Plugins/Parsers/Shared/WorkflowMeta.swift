/// What a workflow script says of itself in `export const meta = { name: '…', description: '…' }`.
///
/// The script is not run: two string literals are read, and whatever else stands there is passed over.
struct WorkflowMeta {
    var name: String?
    var description: String?

    /// The name and description in the first `meta` of `bytes`.
    static func read(_ bytes: [UInt8]) -> WorkflowMeta {
        bytes.withUnsafeBufferPointer { bytes in
            guard let start = start(in: bytes) else { return WorkflowMeta() }
            var scanner = JavaScriptScanner(bytes, at: start)
            return scanner.readMeta()
        }
    }

    /// Where the text behind `export const meta` starts.
    static func start(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let marker = Array("export const meta".utf8)
        var index = 0
        while index + marker.count <= bytes.count {
            let isLineStart =
                index == 0 || bytes[index - 1] == UInt8(ascii: "\n") || bytes[index - 1] == UInt8(ascii: "\r")
            if isLineStart, bytes[index..<(index + marker.count)].elementsEqual(marker) { return index + marker.count }
            index += 1
        }
        return nil
    }
}

/// Walks over the members of one object literal.
private struct JavaScriptScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
        self.bytes = bytes
        self.index = index
    }

    /// Reads the object that starts at the next brace; members of objects inside it do not count.
    mutating func readMeta() -> WorkflowMeta {
        var meta = WorkflowMeta()
        var depth = 0
        var word: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return meta }
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                let text = readLiteral(quote: byte)
                if depth == 1, word.elementsEqual("name:".utf8) { meta.name = meta.name ?? text }
                if depth == 1, word.elementsEqual("description:".utf8) { meta.description = meta.description ?? text }
            default: break
            }
            extend(&word, by: byte)
            index += 1
        }
        return meta
    }

    /// Keeps `word` the last identifier with a colon behind it, so that a literal knows its key.
    private func extend(_ word: inout [UInt8], by byte: UInt8) {
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
        if isLetter, word.last != UInt8(ascii: ":"), word.count < 64 {
            word.append(byte)
        } else if isLetter {
            word = [byte]
        } else if byte == UInt8(ascii: ":") {
            word.append(byte)
        } else if byte > UInt8(ascii: " ") {
            word = []
        }
    }

    /// Reads a string literal and leaves the index at its closing quote; `nil` where none closes it.
    private mutating func readLiteral(quote: UInt8) -> String? {
        var text: [UInt8] = []
        index += 1
        while index < bytes.count, bytes[index] != quote {
            let isEscaped = bytes[index] == UInt8(ascii: "\\") && index + 1 < bytes.count
            if isEscaped { index += 1 }
            text.append(isEscaped && bytes[index] == UInt8(ascii: "n") ? UInt8(ascii: "\n") : bytes[index])
            index += 1
        }
        return index < bytes.count ? String(decoding: text, as: UTF8.self) : nil
    }
}
