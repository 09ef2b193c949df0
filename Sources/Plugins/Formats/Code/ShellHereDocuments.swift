/// The here-documents that a line of shell has announced, and whose text the next lines hold.
struct ShellHereDocuments {
    private struct HereDocument {
        let delimiter: [UInt8]
        /// `<<-`: tabs before the delimiter do not count.
        let isIndented: Bool
    }

    private var pending: [HereDocument] = []
    /// How many delimiters were not found; after some, `<<` is taken to be a shift everywhere.
    private var failures = 0

    private static let failureLimit = 16

    mutating func drop() {
        pending = []
    }

    /// Reads the delimiter after the `<<` that ends before `start`, and returns the offset after it.
    mutating func add(in bytes: [UInt8], at start: Int) -> Int {
        var index = start
        let isIndented = index < bytes.count && bytes[index] == UInt8(ascii: "-")
        if isIndented { index += 1 }
        while index < bytes.count, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") {
            index += 1
        }
        var delimiter: [UInt8] = []
        var quote: UInt8?
        loop: while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                if quote == byte {
                    quote = nil
                } else if quote == nil {
                    quote = byte
                } else {
                    delimiter.append(byte)
                }
            case UInt8(ascii: "\\") where quote == nil: break
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: ";"), UInt8(ascii: "&"),
                UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"):
                if quote == nil { break loop }
                delimiter.append(byte)
            default: delimiter.append(byte)
            }
            index += 1
        }
        if !delimiter.isEmpty, failures < Self.failureLimit {
            pending.append(HereDocument(delimiter: delimiter, isIndented: isIndented))
        }
        return index
    }

    /// The offset after the texts of the documents, the first of which starts at `start`.
    mutating func end(in bytes: [UInt8], after start: Int) -> Int {
        var offset = start
        for document in pending {
            if let end = Self.end(of: document, in: bytes, from: offset) { offset = end } else { failures += 1 }
        }
        pending = []
        return offset
    }

    private static func end(of document: HereDocument, in bytes: [UInt8], from start: Int) -> Int? {
        var lineStart = start
        while lineStart < bytes.count {
            let lineEnd = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            var line = bytes[lineStart..<lineEnd]
            if document.isIndented { line = line.drop { $0 == UInt8(ascii: "\t") } }
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if line.elementsEqual(document.delimiter) { return min(lineEnd + 1, bytes.count) }
            lineStart = lineEnd + 1
        }
        return nil
    }
}
