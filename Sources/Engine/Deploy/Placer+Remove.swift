import SkillSplitHost

extension Placer {
    /// Takes the files of a checkout away; what no ingest would take stays.
    ///
    /// - Parameters:
    ///   - checkout: The checkout, which ends.
    ///   - scan: What stands at its target, all of which the library has.
    /// - Returns: Whether something stayed.
    /// - Throws: ``SkillSplitError``; the target is as it was then.
    func remove(_ checkout: Checkout, _ scan: TargetScan) async throws(SkillSplitError) -> Bool {
        guard scan.shape != .nothing, let stamp = Exchange.stamp(of: checkout.target) else {
            try takeBackSettings(of: checkout)
            try await store.end(checkout.id)
            try await store.commit()
            return false
        }
        let staged = Self.stagedPath(for: checkout, isKept: false)
        var leaving = checkout
        leaving.placement = Placement(staged: staged, identity: FileIdentity(stamp))
        leaving.files = scan.checkedOutFiles(of: checkout)
        try await note(leaving)
        do throws(SkillSplitError) {
            try move(checkout.target, to: staged)
            do throws(SkillSplitError) {
                guard try await TargetScan(staged).states == scan.states else { throw .changed(checkout.target) }
                try takeBackSettings(of: checkout)
            } catch {
                try move(staged, to: checkout.target)
                throw error
            }
        } catch {
            try? await note(checkout)
            throw error
        }
        try await undo(leaving)
        return Exchange.stamp(of: checkout.target) != nil
    }
}

extension TargetScan {
    /// What stands there, without what no ingest would take.
    fileprivate func checkedOutFiles(of checkout: Checkout) -> [CheckedOutFile] {
        let states = checkout.states
        return files.filter { $1.isWanted || states[$0] != nil }.map { path, found in
            CheckedOutFile(
                relativePath: path,
                path: checkout.source.path,
                hash: found.state.hash,
                permissions: found.state.permissions,
                linkTarget: found.state.linkTarget,
                sections: []
            )
        }
    }
}
