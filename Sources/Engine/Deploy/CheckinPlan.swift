import SkillSplitHost

/// What a checkin changes in the library.
struct CheckinPlan {
    private(set) var records: [Record] = []
    private(set) var deletions: [DocumentPath] = []
    private(set) var conflicts: [DocumentPath] = []
    /// Whether nothing may be done for the sake of the conflicts.
    private(set) var isRefused = false

    private let deployer: Deployer
    private let source: CheckoutSource

    init(
        _ checkout: Checkout,
        _ scan: TargetScan,
        _ deployer: Deployer,
        _ policy: Checkin.ConflictPolicy
    ) async throws(SkillSplitError) {
        self.deployer = deployer
        source = checkout.source
        let deployment = try await Deployment(ifPresent: source, in: deployer.library)
        let states = try await deployment?.states() ?? [:]
        let changes = CheckoutChange.all(of: checkout, scan, states)
        for change in changes where change.isEdited {
            let path = try self.path(of: change)
            if source.stripsHeadings { throw .cannotComeBack(path) }
            if !change.isDiverged {
                try await take(change, at: path, deployment)
            } else if let deployment, let merged = try await deployer.merge.merged(change, deployment) {
                try await add(path, merged.bytes, merged.permissions, nil, deployment)
            } else {
                conflicts.append(path)
                if policy == .fail || source.address != nil { isRefused = true }
                if !isRefused { try await keepBoth(change, at: path, beside: changes, deployment) }
            }
        }
    }

    /// The library has the file as it was written, so the edit is what it becomes.
    private mutating func take(
        _ change: CheckoutChange,
        at path: DocumentPath,
        _ deployment: Deployment?
    ) async throws(SkillSplitError) {
        if let found = change.target {
            try await add(path, found.bytes, found.state.permissions, found.state.linkTarget, deployment)
        } else {
            deletions.append(path)
        }
    }

    /// What one side removed stays as the other has it; of two versions the edited one gets a name of its own.
    private mutating func keepBoth(
        _ change: CheckoutChange,
        at path: DocumentPath,
        beside changes: [CheckoutChange],
        _ deployment: Deployment?
    ) async throws(SkillSplitError) {
        guard let found = change.target else { return }
        let free = change.library == nil ? path : try await copyPath(of: found.state, at: path, beside: changes)
        try await add(free, found.bytes, found.state.permissions, found.state.linkTarget, deployment)
    }

    /// The same name for the same version; a numbered one where the library or the target has something else there.
    private func copyPath(
        of state: FileState,
        at path: DocumentPath,
        beside changes: [CheckoutChange]
    ) async throws(SkillSplitError) -> DocumentPath {
        var edited: Set<DocumentPath> = []
        for change in changes where change.isEdited { edited.insert(try self.path(of: change)) }
        for number in 1...100 {
            let copy = try path.marked(".checkout-\("\(state.hash)".prefix(8))\(number == 1 ? "" : "-\(number)")")
            let stored = try await deployer.library.file(at: copy).map { FileState($0) }
            if !edited.contains(copy), stored == nil || stored == state { return copy }
        }
        throw .tooManyCopies(of: path)
    }

    private mutating func add(
        _ path: DocumentPath,
        _ bytes: [UInt8],
        _ permissions: UInt16,
        _ linkTarget: [UInt8]?,
        _ deployment: Deployment?
    ) async throws(SkillSplitError) {
        let stored = try await deployer.library.file(at: path)
        let record = try RecordMaker(deployer.registry).record(
            of: try await inFile(bytes, deployment),
            .init(
                path: path,
                kind: stored?.kind,
                component: stored?.component ?? deployment?.component(of: path),
                permissions: permissions,
                linkTarget: linkTarget
            )
        )
        if let refusal = deployer.scanner?.refusal(of: record) { throw refusal }
        records.append(record)
    }

    /// The whole file that has `bytes` where the section stands that was checked out.
    private func inFile(_ bytes: [UInt8], _ deployment: Deployment?) async throws(SkillSplitError) -> [UInt8] {
        guard source.address != nil, let deployment else { return bytes }
        let sections = try await deployer.library.sections(of: source.path)
        guard let range = try deployment.range(in: sections) else { return bytes }
        let file = try await deployer.library.content(of: source.path, positions: nil)
        let before = file[..<sections[range.lowerBound].range.lowerBound]
        return before + bytes + file[sections[range.upperBound].range.upperBound...]
    }

    private func path(of change: CheckoutChange) throws(SkillSplitError) -> DocumentPath {
        change.relativePath.isEmpty ? source.path : try source.path.appending(change.relativePath)
    }
}

extension Deployment {
    /// The innermost component that holds `path`.
    fileprivate func component(of path: DocumentPath) -> Component? {
        files.compactMap(\.component).filter { path.isInside($0.root) }
            .max { $0.root.bytes.count < $1.root.bytes.count }
    }
}

extension SkillSplitError {
    fileprivate static func cannotComeBack(_ path: DocumentPath) -> Self {
        SkillSplitError(
            .conflict,
            "'\(path)' was edited, and cannot come back since it was checked out without its headings",
            remedy: "Copy the edits into a checkout with headings. Nothing was changed."
        )
    }
}
