/// Which files of a tree are wanted.
public struct WalkOptions: Sendable, Hashable {
    /// Whether the rules of ``DefaultExcludes`` apply.
    public var usesDefaultExcludes = true
    /// Where not empty, only files that one of these globs matches are wanted.
    ///
    /// A glob is written as in a `.gitignore` at the root of the walk: without a `/` it matches names at any depth, and
    /// one that matches a folder takes in all below it. What a glob names outright is wanted even where an ignore file
    /// or a default rule leaves it out.
    public var includes: [String] = []
    /// Globs of what is left out in any case, written as `includes`.
    public var excludes: [String] = []
    /// In bytes; larger files are skipped.
    public var maxFileSize: Int64 = 64 << 20
    /// How many folders may lie inside one another; what is deeper is skipped.
    public var maxDepth = 4096
    /// How many workers list folders at once.
    public var parallelism = 2

    public init() {}
}
