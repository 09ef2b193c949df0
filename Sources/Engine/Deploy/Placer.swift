import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Puts the files of a checkout in place: all of them, or none.
///
/// They are made beside the target and change places with what stands there in one step. Before each step the store
/// knows what the next one is about, so that a run that was killed is either undone or completed by ``settle()``.
struct Placer {
    let store: any CheckoutStore

    /// What stood at the target before.
    struct Replaced {
        let scan: TargetScan
        /// Whether it is kept beside the target.
        let isKept: Bool
    }

    /// Puts `files` in place, and leaves files there that no ingest would take.
    ///
    /// - Parameters:
    ///   - checkout: The checkout that they make.
    ///   - files: In path order.
    ///   - replaced: What stands at the target, as it was looked at.
    ///   - old: The checkout whose place it takes.
    /// - Returns: Where what was there is kept; `nil` where nothing is.
    /// - Throws: ``SkillSplitError``; the target is as it was then.
    func place(
        _ checkout: Checkout,
        _ files: [DeployedFile],
        replacing replaced: Replaced,
        of old: Checkout?
    ) async throws(SkillSplitError) -> [UInt8]? {
        var checkout = checkout
        let staged = Self.stagedPath(for: checkout, isKept: replaced.isKept)
        let folders = try TargetPath.makeFolders(above: checkout.target)
        checkout.placement = Placement(staged: staged)
        do throws(SkillSplitError) {
            try await note(checkout)
            let strays = replaced.isKept ? [:] : replaced.scan.strays(beside: checkout.states)
            let builder = TreeBuilder(
                path: staged,
                isFolder: checkout.isFolder,
                files: files.map(\.built) + strays.map { $1.built(at: $0) }
            )
            checkout.placement?.identity = try builder.makeRoot()
            try await note(checkout)
            try builder.fill()
            try await exchange(checkout, replaced.scan)
        } catch {
            await giveUp(checkout, folders)
            throw error
        }
        do throws(SkillSplitError) {
            try await complete(checkout, of: old.map { [$0] } ?? [], replacing: replaced.scan)
        } catch {
            if checkout.settings != old?.settings { try? takeBackSettings(of: checkout) }
            try? putBack(checkout, replaced.scan)
            await giveUp(checkout, folders)
            throw error
        }
        return Exchange.stamp(of: staged) == nil ? nil : staged
    }

    private func giveUp(_ checkout: Checkout, _ folders: [[UInt8]]) async {
        await store.rollback()
        let found = Exchange.stamp(of: checkout.target).map { FileIdentity($0) }
        // Where this fails too, or the files could not be taken back, the next run does the rest.
        if found == nil || found != checkout.placement?.identity { try? await undo(checkout) }
        TargetPath.remove(folders: folders)
    }

    func takeBackSettings(of checkout: Checkout) throws(SkillSplitError) {
        if let settings = checkout.settings { try SettingsFile.takeBack(settings) }
    }

    func move(_ source: [UInt8], to target: [UInt8]) throws(SkillSplitError) {
        do throws(SystemFailure) {
            try Exchange.moveToFreePlace(source, target)
        } catch {
            throw error.code == EEXIST ? .changed(target) : error.unwritable(target)
        }
    }

    func note(_ checkout: Checkout) async throws(SkillSplitError) {
        try await store.put(checkout)
        try await store.commit()
    }

    /// The step that changes the target.
    private func exchange(_ checkout: Checkout, _ scan: TargetScan) async throws(SkillSplitError) {
        guard let staged = checkout.placement?.staged else { return }
        do throws(SystemFailure) {
            if scan.shape == .nothing {
                return try Exchange.moveToFreePlace(staged, checkout.target)
            }
            try Exchange.swap(staged, checkout.target)
        } catch {
            throw error.code == EEXIST ? .changed(checkout.target) : error.unwritable(checkout.target)
        }
        // Someone may have edited it since it was looked at.
        let old = try? await TargetScan(staged)
        guard let old, old.shape == scan.shape, old.states == scan.states else {
            try putBack(checkout, scan)
            throw .changed(checkout.target)
        }
    }

    private func putBack(_ checkout: Checkout, _ scan: TargetScan) throws(SkillSplitError) {
        guard let staged = checkout.placement?.staged else { return }
        do throws(SystemFailure) {
            if scan.shape == .nothing {
                try Exchange.moveToFreePlace(checkout.target, staged)
            } else {
                try Exchange.swap(checkout.target, staged)
            }
        } catch {
            throw error.unwritable(checkout.target)
        }
    }
}

extension Placer {
    /// Where the files of `checkout` are made; what they replace comes to stand there.
    static func stagedPath(for checkout: Checkout, isKept: Bool) -> [UInt8] {
        // Some file systems hold no name above 255 bytes.
        let name = checkout.target[...].lastSegment.prefix(180)
        let id = Array(checkout.id.rawValue.utf8)
        let own = isKept ? name + Array(backupMark.utf8) : Array(".".utf8) + name + Array(stagingMark.utf8)
        return checkout.target[...].folder + [.slash] + own + id
    }

    private static let backupMark = ".backup-"
    private static let stagingMark = ".skill-split-"

    /// Whether `staged` is no backup, so that what comes to stand there can go.
    static func isStaging(_ staged: [UInt8], of checkout: Checkout) -> Bool {
        staged == stagedPath(for: checkout, isKept: false)
    }
}

extension SkillSplitError {
    static func changed(_ target: [UInt8]) -> Self {
        SkillSplitError(
            .conflict,
            "'\(PathText.display(target))' changed while it was checked out",
            remedy: "Run the command again when nothing else writes there."
        )
    }
}
