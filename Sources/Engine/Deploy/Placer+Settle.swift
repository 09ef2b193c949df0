import SkillSplitHost

extension Placer {
    /// Completes or undoes what runs that were killed left behind.
    ///
    /// - Returns: The checkouts that stand, by target in byte order.
    func settle() async throws(SkillSplitError) -> [Checkout] {
        let all = try await store.checkouts()
        guard all.contains(where: { $0.placement != nil }) else { return all }
        for checkout in all {
            guard let placement = checkout.placement else { continue }
            let found = Exchange.stamp(of: checkout.target).map { FileIdentity($0) }
            if let found, found == placement.identity {
                try await complete(checkout, of: all.filter { $0.placement == nil && $0.target == checkout.target })
            } else {
                // Of a removal that was killed; where another checkout stands, the settings are its own.
                if !all.contains(where: { $0.placement == nil && $0.target == checkout.target }) {
                    try takeBackSettings(of: checkout)
                }
                try await undo(checkout)
            }
        }
        return try await store.checkouts().filter { $0.placement == nil }
    }

    /// Makes a checkout one that stands, once its files are at the target, and takes away what they replaced.
    func complete(
        _ checkout: Checkout,
        of old: [Checkout],
        replacing scan: TargetScan? = nil
    ) async throws(SkillSplitError) {
        guard let staged = checkout.placement?.staged else { return }
        var leftovers: [Checkout] = []
        do throws(SkillSplitError) {
            var placed = checkout
            placed.placement = nil
            // A plugin that an earlier checkout switched on may have been switched off by the user.
            if let settings = checkout.settings, !old.contains(where: { $0.settings == settings }) {
                placed.settings = try SettingsFile.apply(settings)
            }
            try await store.put(placed)
            for var checkout in old {
                if Self.isStaging(staged, of: placed), let stamp = Exchange.stamp(of: staged) {
                    // Should the run be killed now, the next one takes it away.
                    checkout.placement = Placement(staged: staged, identity: FileIdentity(stamp))
                    try await store.put(checkout)
                    leftovers.append(checkout)
                } else {
                    try await store.end(checkout.id)
                }
            }
            try await store.commit()
        } catch {
            await store.rollback()
            throw error
        }
        // What is left is no reason to say that the checkout failed.
        if let scan, !leftovers.isEmpty {
            _ = try? await TreeRemoval.remove(scan.states, at: staged, onlyUnchanged: true)
        }
        for checkout in leftovers { try? await undo(checkout) }
    }

    /// Takes away what stands beside the target, and ends the checkout.
    func undo(_ checkout: Checkout) async throws(SkillSplitError) {
        guard let placement = checkout.placement else { return }
        let waiting = Exchange.waiting(placement.staged)
        if Exchange.stamp(of: checkout.target) == nil, Exchange.stamp(of: waiting) != nil {
            try move(waiting, to: checkout.target)
        }
        // Until the identity is known nothing but an empty folder or file can be there.
        if let found = Exchange.stamp(of: placement.staged).map({ FileIdentity($0) }),
            placement.identity == nil || found == placement.identity
        {
            let isGone = try await TreeRemoval.remove(checkout.states, at: placement.staged, onlyUnchanged: false)
            if !isGone {
                let rest = try await TargetScan(placement.staged)
                // Own files that could not be taken away now are for the next run.
                if !rest.hasOthers, Set(rest.files.keys).isSubset(of: checkout.states.keys) { return }
                // What is not of the checkout belongs to whoever put it there.
                if Exchange.stamp(of: checkout.target) == nil { try move(placement.staged, to: checkout.target) }
            }
        }
        try await store.end(checkout.id)
        try await store.commit()
    }
}
