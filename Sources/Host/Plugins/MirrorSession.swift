/// A sink that shows a set of files and must lose those that are gone, without being a library that can be read back.
public protocol MirrorSession: SinkSession {
    /// Says that the session was given every file that `scope` lets through, so that the others of it go at `finish()`.
    ///
    /// Without this nothing is taken out: a session cannot know what it was not given.
    ///
    /// - Parameters:
    ///   - scope: What was given as a whole: a collection, a folder, or all there is.
    ///   - unseen: Files and folders of it that could not be looked at, and are not known to be gone.
    /// - Returns: How many files of the scope go.
    func complete(_ scope: FileFilter, except unseen: [DocumentPath]) async -> Int
}

extension FileFilter {
    /// Whether the file at `path`, of `kind`, is meant.
    public func matches(_ path: DocumentPath, kind: ComponentKind) -> Bool {
        (kinds.isEmpty || kinds.contains(kind))
            && (collections.isEmpty || collections.contains(path.collection))
            && (prefix.map { path.isInside($0) } ?? true)
    }
}
