/// A glob over a whole path.
public struct Glob: Sendable, Hashable {
    public init(_ text: String) {}

    public func matches(_ path: [UInt8]) -> Bool { false }
}
