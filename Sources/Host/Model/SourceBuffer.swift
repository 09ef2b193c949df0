/// The bytes of a file, immutable; copies share storage.
public struct SourceBuffer: Sendable, Hashable {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    public init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The length in bytes.
    public var count: Int { bytes.count }

    /// The bytes in `range`; what lies beyond the end is left out.
    public subscript(range: ByteRange) -> ArraySlice<UInt8> {
        let upper = min(range.upperBound, bytes.count)
        return bytes[min(range.lowerBound, upper)..<upper]
    }

    /// The text in `range`, or `nil` where the bytes are not valid UTF-8.
    public func text(in range: ByteRange) -> String? {
        String(validating: self[range], as: UTF8.self)
    }
}
