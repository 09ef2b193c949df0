import SkillSplitHost

/// Carries out the steps of a plan, chunk by chunk.
struct SyncCarrier {
    private let local: any SyncBaseStore
    private let remote: any LibrarySession
    private let request: SyncRequest
    private let resolver: ConflictResolver
    private let scanner: SecretScanner
    private(set) var report: SyncReport

    init(
        local: any SyncBaseStore,
        remote: any LibrarySession,
        registry: PluginRegistry,
        request: SyncRequest,
        report: SyncReport
    ) {
        self.local = local
        self.remote = remote
        self.request = request
        self.report = report
        resolver = ConflictResolver(local: local, remote: remote, request: request, registry: registry)
        scanner = SecretScanner(policy: request.secrets)
    }

    mutating func carry(_ steps: [SyncStep]) async throws(SkillSplitError) {
        try await agree(steps.filter { $0.action == .agree })
        if request.direction != .pull { try await push(steps.filter { $0.action == .push }) }
        if request.direction != .push { try await pull(steps.filter { $0.action == .pull }) }
        for step in steps where step.action == .resolve { try await resolve(step) }
    }

    private func agree(_ steps: [SyncStep]) async throws(SkillSplitError) {
        guard !steps.isEmpty else { return }
        var agreements: [SyncAgreement] = []
        for step in steps {
            let sections = step.local == nil ? [] : try await local.sections(of: step.path).map(\.hash)
            agreements.append(SyncAgreement(path: step.path, fingerprint: step.local, sections: sections))
        }
        try await local.agree(with: request.remoteName, on: agreements)
        try await local.commit()
    }

    // MARK: One side changed

    private mutating func push(_ steps: [SyncStep]) async throws(SkillSplitError) {
        var changes: [ConditionalChange] = []
        for step in steps {
            guard let record = try await read(step.path, isThere: step.local != nil, from: local, leaves: true) else {
                continue
            }
            changes.append(ConditionalChange(path: step.path, record: record.value, expected: step.remote))
        }
        guard !changes.isEmpty else { return }
        let outcomes = try await SyncSide(library: remote).apply(changes)
        var agreements: [SyncAgreement] = []
        for (change, outcome) in zip(changes, outcomes) where note(outcome, of: change) {
            agreements.append(SyncAgreement(change))
            if change.record == nil {
                report.deletedThere.append(change.path)
            } else {
                report.pushed.append(change.path)
            }
        }
        try await local.agree(with: request.remoteName, on: agreements)
        try await local.commit()
    }

    private mutating func pull(_ steps: [SyncStep]) async throws(SkillSplitError) {
        var changes: [ConditionalChange] = []
        for step in steps {
            guard let record = try await read(step.path, isThere: step.remote != nil, from: remote, leaves: false)
            else { continue }
            changes.append(ConditionalChange(path: step.path, record: record.value, expected: step.local))
        }
        guard !changes.isEmpty else { return }
        let (store, name) = (local, request.remoteName)
        let outcomes = try await SyncSide(library: local).apply(changes) { outcomes throws(SkillSplitError) in
            let applied = zip(changes, outcomes).filter { $1 == .applied }
            try await store.agree(with: name, on: applied.map { SyncAgreement($0.0) })
        }
        for (change, outcome) in zip(changes, outcomes) where note(outcome, of: change) {
            if change.record == nil {
                report.deletedHere.append(change.path)
            } else {
                report.pulled.append(change.path)
            }
        }
    }

    /// A file that is to be carried, `nil` inside where it is to be deleted; `nil` where it cannot be carried now.
    private mutating func read(
        _ path: DocumentPath,
        isThere: Bool,
        from library: any LibrarySession,
        leaves: Bool
    ) async throws(SkillSplitError) -> Carried? {
        guard isThere else { return Carried(value: nil) }
        do throws(SkillSplitError) {
            guard let record = try await LibraryRecords(library: library).record(at: path) else {
                report.overtaken.append(path)
                return nil
            }
            if leaves, let error = scanner.refusal(of: record) { throw error }
            return Carried(value: record)
        } catch {
            // What is wrong with one file must not keep the others.
            guard [.corrupt, .credential, .untiledSections].contains(error.code) else { throw error }
            report.failed.append(ReportedFile(path: "\(path)", detail: error))
            return nil
        }
    }

    private struct Carried {
        let value: Record?
    }

    /// Whether a change was made; what became of it otherwise goes into the report.
    private mutating func note(_ outcome: ChangeOutcome, of change: ConditionalChange) -> Bool {
        switch outcome {
        case .applied: return true
        case .overtaken: report.overtaken.append(change.path)
        case .refused(let error): report.failed.append(ReportedFile(path: "\(change.path)", detail: error))
        }
        return false
    }

    // MARK: Both sides changed

    private mutating func resolve(_ step: SyncStep) async throws(SkillSplitError) {
        guard let decision = try await resolver.decide(step), isWithinDirection(decision) else {
            report.conflicts.append(.init(path: step.path, resolution: .left, copy: nil))
            return
        }
        for record in [decision.winner, decision.copy].compactMap({ $0 }) {
            guard let error = scanner.refusal(of: record) else { continue }
            report.failed.append(ReportedFile(path: "\(step.path)", detail: error))
            return
        }
        if let loser = decision.loser {
            try await local.keep(LosingVersion(loser.record, isLocal: loser.isLocal, remote: request.remoteName))
            try await local.commit()
        }
        if let copy = decision.copy {
            let change = ConditionalChange(path: copy.path, record: copy, expected: nil)
            guard try await onBothSides(change, local: nil, remote: nil) else { return }
        }
        let change = ConditionalChange(path: step.path, record: decision.winner, expected: nil)
        guard try await onBothSides(change, local: step.local, remote: step.remote) else { return }
        report.conflicts.append(
            .init(path: step.path, resolution: decision.resolution, copy: decision.copy?.path)
        )
    }

    /// Whether only a side that may be written is changed.
    private func isWithinDirection(_ decision: ConflictResolver.Decision) -> Bool {
        switch request.direction {
        case .both: true
        case .push: decision.resolution == .local
        case .pull: decision.resolution == .remote
        }
    }

    /// Makes a change there and then here, where the sides do not have it yet.
    private mutating func onBothSides(
        _ change: ConditionalChange,
        local expectedHere: FileFingerprint?,
        remote expectedThere: FileFingerprint?
    ) async throws(SkillSplitError) -> Bool {
        let wanted = change.record.map(FileFingerprint.init(of:))
        let there = ConditionalChange(path: change.path, record: change.record, expected: expectedThere)
        if wanted != expectedThere {
            let outcome = try await SyncSide(library: remote).apply([there])[0]
            guard note(outcome, of: there) else { return false }
        }
        let here = ConditionalChange(path: change.path, record: change.record, expected: expectedHere)
        let (store, name) = (local, request.remoteName)
        let outcome = try await SyncSide(library: local).apply([here]) { outcomes throws(SkillSplitError) in
            if outcomes == [.applied] { try await store.agree(with: name, on: [SyncAgreement(here)]) }
        }[0]
        return note(outcome, of: here)
    }
}

extension SyncAgreement {
    fileprivate init(_ change: ConditionalChange) {
        self.init(
            path: change.path,
            fingerprint: change.record.map(FileFingerprint.init(of:)),
            sections: change.record?.sectionHashes ?? []
        )
    }
}
