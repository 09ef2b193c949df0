import SkillSplitHost

/// One of the two libraries of a sync.
struct SyncSide {
    let library: any LibrarySession

    /// Makes changes that still can be made, and commits.
    ///
    /// - Parameters:
    ///   - changes: Each on the condition of what was seen.
    ///   - beforeCommit: Written in the same transaction, given the outcomes; only where the library is on this machine.
    /// - Returns: One outcome for each change.
    /// - Throws: ``SkillSplitError`` when it is not known what became of the changes.
    func apply(
        _ changes: [ConditionalChange],
        beforeCommit: ([ChangeOutcome]) async throws(SkillSplitError) -> Void = { _ throws(SkillSplitError) in }
    ) async throws(SkillSplitError) -> [ChangeOutcome] {
        if let library = library as? any ConditionalLibrary {
            let outcomes = try await library.apply(changes)
            try await beforeCommit(outcomes)
            return outcomes
        }
        try await (library as? any SyncBaseStore)?.holdStill()
        var outcomes: [ChangeOutcome] = []
        for change in changes { outcomes.append(try await make(change)) }
        try await beforeCommit(outcomes)
        try await library.commit()
        return outcomes
    }

    private func make(_ change: ConditionalChange) async throws(SkillSplitError) -> ChangeOutcome {
        let present = try await library.file(at: change.path).map { FileFingerprint(of: $0) }
        guard present == change.expected else {
            return present == change.record.map(FileFingerprint.init(of:)) ? .applied : .overtaken
        }
        guard let record = change.record else {
            _ = try await library.delete([change.path])
            return .applied
        }
        switch try await library.write([record]).outcomes.first {
        case .rejected(let error)?, .retry(let error)?: return .refused(error)
        case .inserted?, .updated?, .unchanged?, nil: return .applied
        }
    }
}
