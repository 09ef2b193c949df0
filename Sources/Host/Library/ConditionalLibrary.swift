/// A library that changes a file only while it is what the caller saw, so that two machines cannot overwrite each other.
public protocol ConditionalLibrary: LibrarySession {
    /// Makes the changes that still can be made, each as a whole; they are durable when this returns.
    ///
    /// - Returns: One outcome for each change, in order.
    /// - Throws: ``SkillSplitError`` when it is not known what became of the changes.
    func apply(_ changes: [ConditionalChange]) async throws(SkillSplitError) -> [ChangeOutcome]
}

/// A file to store or to take out.
public struct ConditionalChange: Sendable {
    public let path: DocumentPath
    /// `nil` takes the file out.
    public let record: Record?
    /// What the caller saw there; `nil` for no file.
    public let expected: FileFingerprint?

    public init(path: DocumentPath, record: Record?, expected: FileFingerprint?) {
        self.path = path
        self.record = record
        self.expected = expected
    }
}

public enum ChangeOutcome: Sendable, Hashable {
    case applied
    /// Someone else changed the file; nothing was done to it.
    case overtaken
    /// The library will never take the change.
    case refused(SkillSplitError)
}
