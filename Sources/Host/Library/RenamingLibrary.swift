/// A library that can give a file another path and keep the ids of its sections.
public protocol RenamingLibrary: LibrarySession {
    /// Takes a batch as ``SinkSession/write(_:)`` does, in which some records are files that it holds under other paths.
    ///
    /// - Parameters:
    ///   - batch: The records, under their new paths.
    ///   - oldPaths: For those that were renamed, the old path by the new one. An old path that the library does not
    ///     hold, and a new one that it holds already, are no renames.
    /// - Returns: An outcome for each record; `updated` for one that was renamed.
    /// - Throws: As ``SinkSession/write(_:)``.
    func write(
        _ batch: [Record],
        renamedFrom oldPaths: [DocumentPath: DocumentPath]
    ) async throws(SkillSplitError) -> WriteResult
}
