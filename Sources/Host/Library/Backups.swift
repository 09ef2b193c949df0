/// A library that can write a copy of itself while it is in use.
public protocol BackupSource: LibrarySession {
    /// Writes a compressed copy of what is committed, with its hash beside it.
    ///
    /// - Parameter path: Of the copy, in the file system; what stands there is replaced once the copy is whole.
    /// - Returns: What was written.
    /// - Throws: ``SkillSplitError`` when the copy cannot be made; nothing of it is left then.
    func backUp(to path: String) async throws(SkillSplitError) -> Backup
}

/// A sink whose library can be brought back from a copy.
public protocol RestoreTarget: SinkPlugin {
    /// Replaces the library by the copy at `path`, after the copy has been checked, byte by byte.
    ///
    /// - Returns: What was done; the library that was there is kept beside it.
    /// - Throws: ``SkillSplitError`` when the copy is damaged or cannot be put in place; the library is as it was then.
    func restore(from path: String) async throws(SkillSplitError) -> Restoration
}

/// A copy of a library.
public struct Backup: Sendable, Hashable {
    public let path: String
    /// In bytes.
    public let size: Int
    public let hash: ContentHash

    public init(path: String, size: Int, hash: ContentHash) {
        self.path = path
        self.size = size
        self.hash = hash
    }
}

/// What became of a library that was restored.
public struct Restoration: Sendable, Hashable {
    /// Where the library that was there before is kept; `nil` where there was none.
    public let previous: String?
    public let fileCount: Int
    /// Whether a hash stood beside the copy, and was right; without one, only what the copy holds was checked.
    public let isHashVerified: Bool

    public init(previous: String?, fileCount: Int, isHashVerified: Bool) {
        self.previous = previous
        self.fileCount = fileCount
        self.isHashVerified = isHashVerified
    }
}
