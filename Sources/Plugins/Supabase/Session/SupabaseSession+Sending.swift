public import SkillSplitHost

extension SupabaseSession: ConditionalLibrary {
    public func apply(_ changes: [ConditionalChange]) async throws(SkillSplitError) -> [ChangeOutcome] {
        try await send(
            changes.map { change in
                let operation = change.record.map { record in
                    PendingWrites.Operation.put(
                        RecordBody(record, revision: RecordBody.revision(of: record), seed: RandomID.uuid())
                    )
                }
                return WriteOperation(
                    path: change.path,
                    operation: operation ?? .delete,
                    expectation: .fingerprint(change.expected)
                )
            }
        )
    }
}

extension SupabaseSession {
    /// Sends operations in batches that the database can take; one outcome for each.
    ///
    /// A batch that is too much is halved; a file that alone is too much is refused. A small file is not too much: the
    /// database was busy, and is asked again.
    func send(_ operations: [WriteOperation]) async throws(SkillSplitError) -> [ChangeOutcome] {
        var outcomes: [ChangeOutcome] = []
        var rest = operations[...]
        var attempt = 1
        while !rest.isEmpty {
            let batch = Array(rest.prefix(fitting(rest)))
            do throws(ProjectFailure) {
                outcomes += try await sendBatch(batch)
                batchSize.grow()
                rest = rest.dropFirst(batch.count)
                attempt = 1
            } catch {
                guard case .tooLarge(let problem) = error else { throw error.error }
                batchSize.shrink(from: batch.reduce(0) { $0 + $1.size })
                guard batch.count == 1 else { continue }
                if batch[0].size <= BatchSize.smallFile, attempt < BatchSize.attempts {
                    try await wait(after: attempt)
                    attempt += 1
                } else {
                    outcomes.append(.refused(problem.about(batch[0].path)))
                    rest = rest.dropFirst()
                    attempt = 1
                }
            }
        }
        return outcomes
    }

    private func wait(after attempt: Int) async throws(SkillSplitError) {
        do throws(ProjectFailure) {
            try await project.rest(after: attempt)
        } catch {
            throw error.error
        }
    }

    /// How many of `operations` make one request: one at least.
    private func fitting(_ operations: ArraySlice<WriteOperation>) -> Int {
        var size = 0
        var count = 0
        for operation in operations.prefix(BatchSize.maximumFiles) {
            size += operation.size
            if count > 0, size > batchSize.bytes { break }
            count += 1
        }
        return count
    }

    private func sendBatch(_ operations: [WriteOperation]) async throws(ProjectFailure) -> [ChangeOutcome] {
        let arguments = JSONBytes.object { $0.member("batch", json: WriteBatch(operations: operations).body) }
        let answer = Answer(try await project.call("skill_split_apply", arguments))
        var files = (answer["files"].elements ?? []).makeIterator()
        var deleted = (answer["deleted"].elements ?? []).makeIterator()
        var outcomes: [ChangeOutcome] = []
        for operation in operations {
            let outcome: Answer?
            let revision: String?
            switch operation.operation {
            case .put(let body): (outcome, revision) = (files.next(), body.revision)
            case .delete: (outcome, revision) = (deleted.next(), nil)
            }
            guard let outcome, !outcome.isNull else { throw .failed(broken("too few outcomes")) }
            let isApplied = outcome.rawText != nil || outcome.bool != nil
            note(isApplied ? revision : outcome["conflict"].rawText, at: operation.path)
            outcomes.append(isApplied ? .applied : .overtaken)
        }
        return outcomes
    }
}

extension SkillSplitError {
    fileprivate func about(_ path: DocumentPath) -> SkillSplitError {
        SkillSplitError(code, "'\(path)': \(message)", remedy: remedy, cause: cause)
    }
}
