import SkillSplitHost

/// Stands for a sink in a dry run: compares with what a library holds, and writes nothing.
struct DryRunSession: SinkSession {
    /// `nil` for a library that does not exist yet, and for a sink that cannot be read.
    let library: (any LibrarySession)?

    init(_ sink: any SinkPlugin, trustsFolder: Bool) async throws(SkillSplitError) {
        do throws(SkillSplitError) {
            let context = SinkContext(purpose: .read, trustsFolder: trustsFolder)
            library = try await sink.open(context) as? any LibrarySession
        } catch {
            guard error.code == .notFound else { throw error }
            library = nil
        }
    }

    func write(_ batch: [Record]) async throws(SkillSplitError) -> WriteResult {
        var outcomes: [WriteOutcome] = []
        for record in batch {
            guard let stored = try await library?.file(at: record.path) else {
                outcomes.append(.inserted)
                continue
            }
            let isEqual =
                stored.hash == record.hash && stored.kind == record.kind && stored.linkTarget == record.linkTarget
                && stored.permissions == record.permissions
            outcomes.append(isEqual ? .unchanged : .updated)
        }
        return WriteResult(outcomes)
    }

    func commit() async throws(SkillSplitError) {}

    func rollback() async {}

    func finish() async throws(SkillSplitError) {
        try await library?.finish()
    }
}
