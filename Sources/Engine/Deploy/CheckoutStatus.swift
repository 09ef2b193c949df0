public import SkillSplitHost

/// How a checkout is now.
public struct CheckoutStatus: Sendable {
    /// The worst of what happened to its files.
    public enum State: String, Sendable, Hashable {
        /// The target is what the library has.
        case clean
        /// Files were changed at the target; a checkin brings the edits into the library.
        case edited
        /// Files were changed in the library; a checkout brings them to the target.
        case outdated
        /// A file was changed on both sides, in the same place.
        case conflicting
        /// Nothing stands at the target any more.
        case missing
    }

    /// What happened to a file since it was written.
    public enum Change: String, Sendable, Hashable {
        case clean, edited, added, removed, outdated
        /// Both sides changed the file, in different sections.
        case mergeable
        case conflicting
    }

    public struct File: Sendable, Hashable {
        /// Below the target; empty where the target is the file.
        public let relativePath: [UInt8]
        public let change: Change
    }

    public let checkout: Checkout
    public let state: State
    /// The files that are not clean, in path order.
    public let files: [File]

    init(_ checkout: Checkout, isMissing: Bool, files: [File]) {
        self.checkout = checkout
        self.files = files.filter { $0.change != .clean }
        let changes = Set(files.map(\.change))
        if isMissing {
            state = .missing
        } else if changes.contains(.conflicting) {
            state = .conflicting
        } else if !changes.isDisjoint(with: [.edited, .added, .removed, .mergeable]) {
            state = .edited
        } else {
            state = changes.contains(.outdated) ? .outdated : .clean
        }
    }
}

extension Deployer {
    /// How each checkout is now, by target in byte order; those of another library than `library` are left out.
    ///
    /// - Returns: One for each checkout.
    /// - Throws: ``SkillSplitError`` where a target or the library cannot be read.
    public func status() async throws(SkillSplitError) -> [CheckoutStatus] {
        var result: [CheckoutStatus] = []
        for checkout in try await placer.settle() where checkout.library == address {
            result.append(try await status(of: checkout))
        }
        return result
    }

    func status(of checkout: Checkout) async throws(SkillSplitError) -> CheckoutStatus {
        let scan = try await TargetScan(checkout.target)
        let deployment = try await Deployment(ifPresent: checkout.source, in: library)
        let states = try await deployment?.states() ?? [:]
        var files: [CheckoutStatus.File] = []
        for change in CheckoutChange.all(of: checkout, scan, states) {
            var edit = change.edit
            if change.isDiverged, let deployment, try await merge.merged(change, deployment) != nil {
                edit = .mergeable
            }
            files.append(CheckoutStatus.File(relativePath: change.relativePath, change: edit))
        }
        return CheckoutStatus(checkout, isMissing: scan.shape == .nothing, files: files)
    }
}
