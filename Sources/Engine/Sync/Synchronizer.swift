public import SkillSplitHost

/// Brings this machine's library and a shared one together.
///
/// Each file is compared three ways: what is here, what is there, and what both last agreed on. A change is made on one
/// side and committed before the agreement is noted, so a run that is killed anywhere is taken up by the next one.
public struct Synchronizer: Sendable {
    /// Files that are carried between two commits.
    private static let chunk = 128

    private let local: any SyncBaseStore
    private let remote: any LibrarySession
    private let registry: PluginRegistry

    /// - Parameters:
    ///   - local: The library of this machine, open to write.
    ///   - remote: The other one, open to write.
    ///   - registry: Parses files that were merged.
    public init(local: any SyncBaseStore, remote: any LibrarySession, registry: PluginRegistry) {
        self.local = local
        self.remote = remote
        self.registry = registry
    }

    /// Runs `request`.
    ///
    /// - Returns: What was done; files that failed are in it.
    /// - Throws: ``SkillSplitError`` when a library cannot be read or written, or too many files would be deleted.
    public func run(_ request: SyncRequest) async throws(SkillSplitError) -> SyncReport {
        let base = try await local.syncBase(with: request.remoteName)
        let plan = SyncPlan(
            base: base,
            local: try await Fingerprints(local).all(),
            remote: try await RemoteListing(remote).files(base: base)
        )
        try check(plan, request)
        var report = SyncReport()
        report.unchanged = plan.unchanged
        guard !request.isDryRun else {
            for step in plan.steps { report.foresee(step, request) }
            return report
        }
        var carrier = SyncCarrier(local: local, remote: remote, registry: registry, request: request, report: report)
        var rest = plan.steps[...]
        while !rest.isEmpty {
            try await carrier.carry(Array(rest.prefix(Self.chunk)))
            rest = rest.dropFirst(Self.chunk)
        }
        return carrier.report
    }

    /// Refuses before anything is written where a side would lose too much.
    private func check(_ plan: SyncPlan, _ request: SyncRequest) throws(SkillSplitError) {
        let deletions = plan.deletions
        let sides = [
            (deletions.local, plan.localCount, "this library", request.direction != .push),
            (deletions.remote, plan.remoteCount, "the shared library", request.direction != .pull),
        ]
        for (count, total, name, isWritten) in sides where isWritten && count > 0 {
            guard !request.deletionLimit.allows(count, of: total) else { continue }
            throw SkillSplitError(
                .limit,
                "\(count) of the \(total) files of \(name) would be deleted; nothing was done",
                remedy: "If they are to go, say so with --max-delete \(count)."
            )
        }
    }
}

extension SyncReport {
    /// Notes what a run would do.
    fileprivate mutating func foresee(_ step: SyncStep, _ request: SyncRequest) {
        switch step.action {
        case .agree: break
        case .push where request.direction != .pull:
            if step.local == nil { deletedThere.append(step.path) } else { pushed.append(step.path) }
        case .pull where request.direction != .push:
            if step.remote == nil { deletedHere.append(step.path) } else { pulled.append(step.path) }
        case .resolve: conflicts.append(Conflict(path: step.path, resolution: .left, copy: nil))
        case .push, .pull: break
        }
    }
}

/// What the other side has: asked for bucket by bucket, since what both agreed on is known already.
private struct RemoteListing {
    private let library: any LibrarySession

    init(_ library: any LibrarySession) {
        self.library = library
    }

    func files(base: [FingerprintedFile]) async throws(SkillSplitError) -> [FingerprintedFile] {
        guard let library = library as? any SummedLibrary else { return try await Fingerprints(library).all() }
        var known: [Int: [FingerprintedFile]] = [:]
        for file in base { known[BucketSum.bucket(of: file.path), default: []].append(file) }
        let agreed = BucketSum.sums(of: base)
        let sums = try await BucketSum.sums(of: library, deep: false)
        let changed = sums.indices.filter { sums[$0] != agreed[$0] }
        var files = known.filter { !changed.contains($0.key) }.flatMap(\.value)
        if !changed.isEmpty { files += try await library.fingerprints(inBuckets: changed, deep: false) }
        return files.sorted { $0.path < $1.path }
    }
}
