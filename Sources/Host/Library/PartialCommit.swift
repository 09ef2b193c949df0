/// A session whose commit takes what it can: another writer may have been faster with some of the files.
public protocol PartialCommit: SinkSession {
    /// Makes durable what was written since the last commit, each file as a whole.
    ///
    /// - Returns: The files that were given up, and why; `commit()` throws where there are any.
    /// - Throws: ``SkillSplitError`` when the session cannot go on.
    func commitPartially() async throws(SkillSplitError) -> [RefusedFile]
}

/// A file that a commit gave up.
public struct RefusedFile: Sendable, Hashable {
    public let path: DocumentPath
    /// With the code `conflict` where another writer changed the file since this session read what was there.
    public let error: SkillSplitError

    public init(path: DocumentPath, error: SkillSplitError) {
        self.path = path
        self.error = error
    }
}
