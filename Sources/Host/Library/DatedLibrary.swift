/// A library that knows when a file was last changed in it.
public protocol DatedLibrary: LibrarySession {
    /// In seconds since 1970; `nil` where the library has no such file.
    func changeTime(of path: DocumentPath) async throws(SkillSplitError) -> Int?
}
