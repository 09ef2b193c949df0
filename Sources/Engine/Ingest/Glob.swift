/// A glob for document paths, written as in a `.gitignore`.
///
/// Without a `/` it matches names at any depth; with one it matches from the start of the path. One that matches a
/// folder matches all below it.
public struct Glob: Sendable, Hashable {
    private let rule: IgnoreRule?

    /// Makes a glob; one that is not well-formed matches nothing.
    public init(_ text: String) {
        rule = IgnoreRule(Array(text.utf8)[...], number: 1)
    }

    public func matches(_ path: [UInt8]) -> Bool {
        guard let rule, !rule.isNegated else { return false }
        return path.withUnsafeBufferPointer { path in
            var start = 0
            while start <= path.count {
                let end = path.endOfSegment(from: start)
                let part = UnsafeBufferPointer(rebasing: path[..<end])
                if rule.matches(part, nameStart: start, isFolder: end < path.count) { return true }
                start = end + 1
            }
            return false
        }
    }
}
