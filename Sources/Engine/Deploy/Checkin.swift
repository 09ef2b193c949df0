public import SkillSplitHost

/// Brings the edits of a checkout back into the library.
public struct Checkin: Sendable {
    /// What happens to files that both sides changed in the same place.
    public enum ConflictPolicy: String, Sendable, Hashable, CaseIterable {
        /// Nothing is changed on either side.
        case fail
        /// The library keeps its version, and gets the edited one beside it.
        case keepBoth = "keep-both"
    }

    public struct Request: Sendable {
        /// As the user wrote it.
        public var target: [UInt8]
        /// Whether the deployment is taken away.
        public var removes = false
        public var conflicts = ConflictPolicy.fail

        public init(target: [UInt8]) {
            self.target = target
        }
    }

    /// What became of a checkout.
    public struct Outcome: Sendable {
        public let checkout: Checkout
        /// What was changed in the library, by path.
        public var stored: [DocumentPath] = []
        public var removed: [DocumentPath] = []
        /// What both sides had changed.
        public var conflicts: [DocumentPath] = []
        /// `false` where nothing at all was done for the sake of the conflicts.
        public var isDone = true
        /// Whether the deployment was taken away.
        public var isRemoved = false
        /// Whether something is left at the target that no ingest would take.
        public var hasLeftovers = false
    }

    private let deployer: Deployer

    public init(_ deployer: Deployer) {
        self.deployer = deployer
    }

    /// Stores the edits, and makes the target what the library has then.
    ///
    /// - Throws: ``SkillSplitError`` where there is no checkout, or one side cannot be written; no edit is lost then.
    public func run(_ request: Request) async throws(SkillSplitError) -> Outcome {
        let target = try TargetPath.resolve(request.target, home: deployer.home)
        guard let checkout = try await deployer.placer.settle().first(where: { $0.target == target }) else {
            throw .noCheckout(target)
        }
        guard checkout.library == deployer.address else { throw .ofAnotherLibrary(checkout) }
        let scan = try await TargetScan(target)
        var outcome = Outcome(checkout: checkout)
        if scan.shape == .nothing {
            guard request.removes else { throw .missing(target) }
        } else {
            let plan = try await store(checkout, scan, request.conflicts)
            outcome.conflicts = plan.conflicts
            outcome.isDone = !plan.isRefused
            if plan.isRefused { return outcome }
            outcome.stored = plan.records.map(\.path)
            outcome.removed = plan.deletions
        }
        if request.removes {
            outcome.hasLeftovers = try await deployer.placer.remove(checkout, scan)
            outcome.isRemoved = true
        } else {
            try await refresh(checkout, scan)
        }
        return outcome
    }

    /// Writes the edits into the library, all of them or none.
    private func store(
        _ checkout: Checkout,
        _ scan: TargetScan,
        _ policy: ConflictPolicy
    ) async throws(SkillSplitError) -> CheckinPlan {
        do throws(SkillSplitError) {
            // Takes the lock of a library that has one, so that nobody changes it between the look and the write.
            try await deployer.store.put(checkout)
            let plan = try await CheckinPlan(checkout, scan, deployer, policy)
            if plan.isRefused || plan.records.isEmpty && plan.deletions.isEmpty {
                await deployer.store.rollback()
                return plan
            }
            for outcome in try await deployer.library.write(plan.records).outcomes {
                switch outcome {
                case .inserted, .updated, .unchanged: continue
                case .rejected(let error), .retry(let error): throw error
                }
            }
            _ = try await deployer.library.delete(plan.deletions)
            try await deployer.library.commit()
            await deployer.store.rollback()
            return plan
        } catch {
            await deployer.library.rollback()
            await deployer.store.rollback()
            throw error
        }
    }

    /// Brings what the library has now to the target.
    private func refresh(_ checkout: Checkout, _ scan: TargetScan) async throws(SkillSplitError) {
        guard let deployment = try await Deployment(ifPresent: checkout.source, in: deployer.library) else { return }
        let files = try await deployment.deployedFiles()
        let refreshed = Checkout(
            id: .random(),
            source: checkout.source,
            kind: checkout.kind,
            library: checkout.library,
            target: checkout.target,
            user: checkout.user,
            startedAt: checkout.startedAt,
            files: files.map(\.checkedOut),
            settings: checkout.settings
        )
        if scan.holds(exactly: refreshed.states) {
            if refreshed.files == checkout.files { return }
            try await deployer.adopt(refreshed, checkout)
        } else {
            _ = try await deployer.placer.place(
                refreshed,
                files,
                replacing: Placer.Replaced(scan: scan, isKept: scan.hasOthers),
                of: checkout
            )
        }
    }
}

extension SkillSplitError {
    fileprivate static func noCheckout(_ target: [UInt8]) -> Self {
        SkillSplitError(
            .notFound,
            "nothing was checked out to '\(PathText.display(target))'",
            remedy: "List the checkouts with 'skill-split status'."
        )
    }

    fileprivate static func ofAnotherLibrary(_ checkout: Checkout) -> Self {
        SkillSplitError(
            .usage,
            "'\(PathText.display(checkout.target))' was checked out of another library",
            remedy: "Name that library with --library\(checkout.library.map { ": \($0)" } ?? ": the local one")."
        )
    }

    fileprivate static func missing(_ target: [UInt8]) -> Self {
        SkillSplitError(
            .notFound,
            "'\(PathText.display(target))' is gone",
            remedy: "Check it out again, or end the checkout with --remove; the library keeps its files."
        )
    }
}
