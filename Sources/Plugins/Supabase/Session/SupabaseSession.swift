public import SkillSplitHost

/// A shared library that is open.
///
/// Writes are held back until the commit, which sends them in batches: each is one transaction of the database, and each
/// file is compared with what this session last saw of it. Reads see what is held back: the database applies it, reads,
/// and takes it back.
public actor SupabaseSession: SinkSession {
    let project: Project
    private let purpose: SinkContext.Purpose
    /// The revision that was last seen of each file, empty for a file of the original; `nil` before the first write.
    private var seen: [DocumentPath: String]?
    private var pending = PendingWrites()
    var batchSize = BatchSize()

    init(project: Project, purpose: SinkContext.Purpose) {
        self.project = project
        self.purpose = purpose
    }

    /// How many requests the session sent, and how much.
    nonisolated var traffic: Project.Traffic { project.traffic }

    public func write(_ batch: [Record]) async throws(SkillSplitError) -> WriteResult {
        guard !batch.isEmpty else { return WriteResult([]) }
        let seen = try await seenRevisions()
        var outcomes: [WriteOutcome] = []
        outcomes.reserveCapacity(batch.count)
        for record in batch {
            let revision = RecordBody.revision(of: record)
            let current: String? =
                switch pending[record.path] {
                case .put(let body)?: body.revision
                case .delete?: nil
                case nil: seen[record.path]
                }
            guard current != revision else {
                outcomes.append(.unchanged)
                continue
            }
            if seen[record.path] == revision {
                pending.remove(record.path)
            } else {
                pending.set(
                    .put(RecordBody(record, revision: revision, seed: RandomID.uuid())),
                    for: record.path
                )
            }
            outcomes.append(current == nil ? .inserted : .updated)
        }
        return WriteResult(outcomes)
    }

    public func delete(_ paths: [DocumentPath]) async throws(SkillSplitError) -> Int {
        guard !paths.isEmpty else { return 0 }
        let seen = try await seenRevisions()
        var count = 0
        for path in paths {
            switch pending[path] {
            case .delete?: continue
            case .put?: count += 1
            case nil:
                guard seen[path] != nil else { continue }
                count += 1
            }
            if seen[path] == nil { pending.remove(path) } else { pending.set(.delete, for: path) }
        }
        return count
    }

    public func commit() async throws(SkillSplitError) {
        let refused = try await commitPartially()
        guard let first = refused.first else { return }
        guard refused.count > 1 else { throw first.error }
        throw SkillSplitError(
            first.error.code,
            "\(first.error.message); so it went with \(refused.count) files",
            remedy: first.error.remedy,
            cause: first.error.cause
        )
    }

    public func rollback() async {
        pending = PendingWrites()
    }

    public func finish() async throws(SkillSplitError) {
        await rollback()
    }

    // MARK: For the other parts of the session

    /// Asks a function that reads; it sees what this session has written.
    func read(_ function: String, _ arguments: [UInt8]) async throws(ProjectFailure) -> Answer {
        guard !pending.isEmpty else { return Answer(try await project.call("skill_split_\(function)", arguments)) }
        let batch = WriteBatch(operations: pendingOperations)
        let preview = JSONBytes.object {
            $0.member("batch", json: batch.body)
            $0.member("read", string: function)
            $0.member("arguments", json: arguments)
        }
        return Answer(try await project.call("skill_split_preview", preview))
    }

    /// Notes what the database has at `path` now; `nil` for no file.
    func note(_ revision: String?, at path: DocumentPath) {
        seen?[path] = revision
    }

    private var pendingOperations: [WriteOperation] {
        pending.all.map { path, operation in
            WriteOperation(path: path, operation: operation, expectation: .revision(seen?[path]))
        }
    }

    func broken(_ what: String) -> SkillSplitError {
        SkillSplitError(
            .network,
            "\(project.host) answered with \(what)",
            remedy: "Run 'skill-split migrate --to supabase:'; if that does not help, report this."
        )
    }

    private func seenRevisions() async throws(SkillSplitError) -> [DocumentPath: String] {
        if let seen { return seen }
        guard purpose == .write else {
            throw SkillSplitError(.usage, "the library was opened to read", remedy: "Open it to write.")
        }
        let revisions = try await revisions()
        seen = revisions
        return revisions
    }
}

extension SupabaseSession: SharedDestination {}

extension SupabaseSession: AddressedLibrary {
    public nonisolated var address: String { "supabase:\(project.host)" }
}

extension SupabaseSession: PartialCommit {
    public func commitPartially() async throws(SkillSplitError) -> [RefusedFile] {
        guard !pending.isEmpty else { return [] }
        let operations = pendingOperations
        let outcomes = try await send(operations)
        pending = PendingWrites()
        return zip(operations, outcomes).compactMap { operation, outcome in
            switch outcome {
            case .applied: nil
            case .overtaken: RefusedFile(path: operation.path, error: .overtaken(operation.path))
            case .refused(let error): RefusedFile(path: operation.path, error: error)
            }
        }
    }
}

extension SkillSplitError {
    fileprivate static func overtaken(_ path: DocumentPath) -> SkillSplitError {
        SkillSplitError(
            .conflict,
            "'\(path)' was changed in the shared library by someone else in the meantime",
            remedy: "Nothing of it was overwritten. Run 'skill-split sync' to bring both versions together."
        )
    }
}
