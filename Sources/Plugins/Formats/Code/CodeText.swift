/// Source code as ctags reads it, with its lines.
///
/// ctags ends a line at a line feed only, stops a name at a NUL, and leaves out names that are not UTF-8. So a lone
/// carriage return becomes a line feed, a NUL a space, and an ill-formed byte `_`: every byte keeps its offset.
struct CodeText {
    let bytes: [UInt8]
    /// The offset of each line, from 0.
    private let starts: [Int]

    init(_ source: [UInt8]) {
        bytes = Self.sanitized(source)
        starts = bytes.withUnsafeBufferPointer { bytes in
            var starts = [0]
            for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") && index + 1 < bytes.count {
                starts.append(index + 1)
            }
            return starts
        }
    }

    var lineCount: Int { starts.count }

    /// The offset of `line`; the end of the file for a line beyond the last.
    func start(of line: Int) -> Int {
        line < starts.count ? starts[line] : bytes.count
    }

    /// The line that holds the byte at `offset`.
    func line(at offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The bytes of `line` without white space at its ends, and without a byte order mark.
    func trimmed(_ line: Int) -> ArraySlice<UInt8> {
        var slice = bytes[start(of: line)..<start(of: line + 1)]
        if line == 0, slice.starts(with: [0xEF, 0xBB, 0xBF]) { slice = slice.dropFirst(3) }
        while let first = slice.first, Self.isSpace(first) { slice.removeFirst() }
        while let last = slice.last, Self.isSpace(last) { slice.removeLast() }
        return slice
    }

    func isBlank(_ line: Int) -> Bool {
        bytes[start(of: line)..<start(of: line + 1)].allSatisfy(Self.isSpace)
    }

    /// The column of the first character that is not white space, with tabs to the next multiple of eight.
    func indentation(of line: Int) -> Int {
        var column = 0
        for byte in bytes[start(of: line)..<start(of: line + 1)] {
            switch byte {
            case UInt8(ascii: " "): column += 1
            case UInt8(ascii: "\t"): column += 8 - column % 8
            default: return column
            }
        }
        return column
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
    }

    private static func sanitized(_ source: [UInt8]) -> [UInt8] {
        var bytes = source
        if source.contains(0) || source.contains(UInt8(ascii: "\r")) {
            for index in source.indices {
                if source[index] == 0 { bytes[index] = UInt8(ascii: " ") }
                let isLastOfLine = index + 1 == source.count || source[index + 1] != UInt8(ascii: "\n")
                if source[index] == UInt8(ascii: "\r"), isLastOfLine { bytes[index] = UInt8(ascii: "\n") }
            }
        }
        var offset = 0
        while let invalid = bytes.withUnsafeBufferPointer({ UTF8Check.firstInvalid(in: $0, from: offset) }) {
            bytes[invalid] = UInt8(ascii: "_")
            offset = invalid + 1
        }
        return bytes
    }
}
