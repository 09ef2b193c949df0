public import SkillSplitHost

/// Opens the library when it is first needed, and again after it could not be opened.
public actor LibraryAccess {
    private let open: @Sendable () async throws(SkillSplitError) -> any LibrarySession
    private var opening: Task<Result<any LibrarySession, SkillSplitError>, Never>?

    public init(_ open: @escaping @Sendable () async throws(SkillSplitError) -> any LibrarySession) {
        self.open = open
    }

    /// The open library.
    func session() async throws(SkillSplitError) -> any LibrarySession {
        let task =
            opening
            ?? Task { [open] in
                do throws(SkillSplitError) {
                    return .success(try await open())
                } catch {
                    return .failure(error)
                }
            }
        opening = task
        switch await task.value {
        case .success(let session): return session
        case .failure(let error):
            if opening == task { opening = nil }
            throw error
        }
    }

    /// Closes the library, if it was opened.
    public func close() async {
        guard let opening else { return }
        self.opening = nil
        if case .success(let session) = await opening.value { try? await session.finish() }
    }
}
