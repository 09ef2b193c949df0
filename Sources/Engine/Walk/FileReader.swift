public import SkillSplitHost

/// Reads files of a root, fastest in the order of the walk; each thread makes its own.
public final class FileReader {
    private let root: IngestRoot

    public init(_ root: IngestRoot) {
        self.root = root
    }

    /// Reads a whole file.
    ///
    /// - Parameters:
    ///   - relativePath: Below the root, as in ``WalkEntry/relativePath``.
    ///   - limit: In bytes; a file that has outgrown it is an error.
    /// - Returns: The bytes, with the stamp that speaks of them.
    /// - Throws: ``SkillSplitError`` with the code `unreadable` where it cannot be read, is no file, or does not hold
    ///   still; `limit` where it is too large.
    public func read(_ relativePath: [UInt8], limit: Int64 = .max) throws(SkillSplitError) -> FileContent {
        throw SkillSplitError(.unreadable, "not built yet", remedy: "Wait.")
    }
}

/// The bytes of a file with what `fstat` said while they were read.
public struct FileContent: Sendable {
    public let bytes: [UInt8]
    public let stamp: FileStamp
    /// Whether an equal stamp later proves that the bytes are the same; `false` where the file changed so shortly
    /// before it was read that another change could leave the same stamp (git's racy rule).
    public let isStampTrustworthy: Bool
}
