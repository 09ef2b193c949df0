/// A glob over a whole path: `*` and `?` stay within a segment, `**` spans any number of them.
public struct Glob: Sendable, Hashable {
    /// `nil` where the glob can match nothing, such as one with an open `[`.
    private let pattern: PathPattern?

    /// Reads `text` by the rules of git's ignore files, always anchored at the start.
    public init(_ text: String) {
        let bytes = Array(text.utf8)
        pattern = GlobToken.tokens(of: bytes.first == .slash ? bytes.dropFirst() : bytes[...]).map(PathPattern.init)
    }

    /// Whether all of `path` matches.
    public func matches(_ path: [UInt8]) -> Bool {
        path.withUnsafeBufferPointer { pattern?.matches($0) ?? false }
    }
}
