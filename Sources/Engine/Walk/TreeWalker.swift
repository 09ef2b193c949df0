public import SkillSplitHost

/// Lists the files of a tree that no rule leaves out.
public struct TreeWalker: Sendable {
    private let root: IngestRoot
    private let options: WalkOptions

    /// - Throws: ``SkillSplitError`` with the code `usage` for a glob that can match nothing.
    public init(_ root: IngestRoot, options: WalkOptions = WalkOptions()) throws(SkillSplitError) {
        self.root = root
        self.options = options
    }

    /// Lists the tree; what cannot be read is in the result, and stops nothing else.
    public func walk() async -> WalkResult {
        WalkResult()
    }
}
