/// Turns ranges of bytes, asked for in order, into lines from 1.
///
/// A CRLF, a lone LF and a lone CR each end a line. The whole costs one pass over the bytes.
public struct LineCounter: Sendable {
    private let bytes: [UInt8]
    private let hasCarriageReturns: Bool
    private var offset = 0
    private var line = 1

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        hasCarriageReturns = bytes.contains(UInt8(ascii: "\r"))
    }

    /// The first and last line that `range` touches; ranges must come in order and not overlap.
    public mutating func lines(of range: ByteRange) -> ClosedRange<Int> {
        line += endings(in: offset..<range.lowerBound)
        let first = line
        guard !range.isEmpty else {
            offset = range.lowerBound
            return first...first
        }
        let last = first + endings(in: range.lowerBound..<(range.upperBound - 1))
        line = last + endings(in: (range.upperBound - 1)..<range.upperBound)
        offset = range.upperBound
        return first...last
    }

    /// The number of line endings whose last byte lies in `range`.
    private func endings(in range: Range<Int>) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            for index in range where bytes[index] == UInt8(ascii: "\n") { count &+= 1 }
            guard hasCarriageReturns else { return count }
            for index in range where bytes[index] == UInt8(ascii: "\r") {
                if index + 1 >= bytes.count || bytes[index + 1] != UInt8(ascii: "\n") { count &+= 1 }
            }
            return count
        }
    }
}
