/// A half-open range of byte offsets in a file, `0 <= lowerBound <= upperBound`.
public struct ByteRange: Sendable, Hashable {
    public let lowerBound: Int
    public let upperBound: Int

    /// Makes the range `lower..<upper`; bounds out of order give an empty range at `lower`, negative ones start at 0.
    public init(_ lower: Int, _ upper: Int) {
        lowerBound = max(0, lower)
        upperBound = max(lowerBound, upper)
    }

    /// The length in bytes.
    public var count: Int { upperBound - lowerBound }

    public var isEmpty: Bool { lowerBound == upperBound }

    public var indices: Range<Int> { lowerBound..<upperBound }
}
