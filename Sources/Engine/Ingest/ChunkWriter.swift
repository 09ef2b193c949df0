import SkillSplitHost

/// What became of the files of one chunk.
struct ChunkOutcome: Sendable {
    var files: [(path: DocumentPath, outcome: FileOutcome)] = []
    /// Files that could not be loaded.
    var unread: [DocumentPath] = []
    var diagnostics: [ReportedFile<Diagnostic>] = []
    var kinds: [ComponentKind: Int] = [:]
    var sections = 0
    var bytes = 0
}

/// Sends the records of a chunk to the sinks that their routes name.
struct ChunkWriter: Sendable {
    let runners: [SinkRunner]
    let router: Router

    func write(_ results: [(path: DocumentPath, result: FileLoader.Result)]) async -> ChunkOutcome {
        var outcome = ChunkOutcome()
        var records: [Record] = []
        for (path, result) in results {
            switch result {
            case .record(let record):
                outcome.note(record)
                records.append(record)
            case .skipped(let rule): outcome.files.append((path, .skipped(rule: rule)))
            case .failed(let error):
                outcome.unread.append(path)
                outcome.files.append((path, .failed(error)))
            }
        }
        let targets = records.map { router.sinks(for: $0.path, kind: $0.kind) }
        let answers = await send(records, to: targets)
        for (position, record) in records.enumerated() {
            let outcomes = targets[position].map { sink in answers[sink][position] }
            outcome.files.append((record.path, FileOutcome(outcomes, of: record.path)))
        }
        return outcome
    }

    /// The answer of each sink for each record, `nil` where the sink is down or was not asked.
    private func send(_ records: [Record], to targets: [[Int]]) async -> [[WriteOutcome?]] {
        await withTaskGroup(of: (Int, [WriteOutcome?]).self) { group in
            for (sink, runner) in runners.enumerated() {
                let positions = records.indices.filter { targets[$0].contains(sink) }
                guard !positions.isEmpty else { continue }
                group.addTask {
                    let outcomes = await runner.write(positions.map { records[$0] })
                    var answers = [WriteOutcome?](repeating: nil, count: records.count)
                    for (position, outcome) in zip(positions, outcomes ?? []) { answers[position] = outcome }
                    return (sink, answers)
                }
            }
            var all = [[WriteOutcome?]](
                repeating: [WriteOutcome?](repeating: nil, count: records.count),
                count: runners.count
            )
            for await (sink, answers) in group { all[sink] = answers }
            return all
        }
    }
}

extension ChunkOutcome {
    fileprivate mutating func note(_ record: Record) {
        kinds[record.kind, default: 0] += 1
        sections += record.document.sections.count
        bytes += record.document.source.count
        diagnostics += record.diagnostics.map { ReportedFile(path: "\(record.path)", detail: $0) }
    }
}

extension FileOutcome {
    /// The worst of what the sinks of a file said; sinks that are down have their own report.
    fileprivate init(_ outcomes: [WriteOutcome?], of path: DocumentPath) {
        var isStored = false
        var isAnswered = false
        for outcome in outcomes {
            switch outcome {
            case .rejected(let error)?, .retry(let error)?:
                self = .failed(error)
                return
            case .inserted?, .updated?: isStored = true
            case .unchanged?, nil: break
            }
            isAnswered = isAnswered || outcome != nil
        }
        if isStored {
            self = .stored
        } else if isAnswered {
            self = .unchanged
        } else {
            self = .failed(
                SkillSplitError(
                    .unwritable,
                    "no sink took '\(path)'",
                    remedy: "See what stopped the sinks, mend it, and run the command again."
                )
            )
        }
    }
}
