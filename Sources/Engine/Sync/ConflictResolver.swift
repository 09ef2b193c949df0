import SkillSplitHost

/// Decides about a file that both sides changed.
struct ConflictResolver {
    let local: any SyncBaseStore
    let remote: any LibrarySession
    let request: SyncRequest
    let registry: PluginRegistry

    /// What both sides are to have at the path, and what else is to be stored.
    struct Decision {
        let resolution: SyncReport.Conflict.Resolution
        /// `nil` for no file.
        let winner: Record?
        /// A second file, for both sides.
        var copy: Record?
        /// The version that gives way, and whether it is this side's.
        var loser: (record: Record, isLocal: Bool)?
    }

    /// - Returns: `nil` where both versions are to be left as they are.
    func decide(_ step: SyncStep) async throws(SkillSplitError) -> Decision? {
        let mine = try await LibraryRecords(library: local).record(at: step.path)
        let theirs = try await LibraryRecords(library: remote).record(at: step.path)
        guard let mine else { return missing(theirs, isLocal: false) }
        guard let theirs else { return missing(mine, isLocal: true) }
        if let merged = try await merged(mine, theirs) { return Decision(resolution: .merged, winner: merged) }
        switch request.conflicts {
        case .fail: return nil
        case .local: return keep(mine, over: theirs)
        case .remote: return take(theirs, over: mine)
        case .newer: return try await isNewerHere(step.path) ? keep(mine, over: theirs) : take(theirs, over: mine)
        case .keepBoth:
            var decision = take(theirs, over: mine, as: .keptBoth)
            decision.copy = try await copy(of: mine)
            return decision
        }
    }

    /// One side changed the file and the other took it out: the change stays, unless the policy names the other side.
    private func missing(_ record: Record?, isLocal: Bool) -> Decision? {
        guard let record else { return Decision(resolution: .merged, winner: nil) }
        switch (request.conflicts, isLocal) {
        case (.fail, _): return nil
        case (.remote, true):
            return Decision(resolution: .remote, winner: nil, loser: (record, isLocal: true))
        case (.local, false):
            return Decision(resolution: .local, winner: nil, loser: (record, isLocal: false))
        default: return Decision(resolution: isLocal ? .local : .remote, winner: record)
        }
    }

    private func keep(_ mine: Record, over theirs: Record) -> Decision {
        Decision(resolution: .local, winner: mine, loser: (theirs, isLocal: false))
    }

    private func take(
        _ theirs: Record,
        over mine: Record,
        as resolution: SyncReport.Conflict.Resolution = .remote
    ) -> Decision {
        Decision(resolution: resolution, winner: theirs, loser: (mine, isLocal: true))
    }

    private func isNewerHere(_ path: DocumentPath) async throws(SkillSplitError) -> Bool {
        guard let here = try await (local as? any DatedLibrary)?.changeTime(of: path),
            let there = try await (remote as? any DatedLibrary)?.changeTime(of: path)
        else {
            throw SkillSplitError(
                .usage,
                "one of the libraries does not know when '\(path)' was changed",
                remedy: "Choose another --conflict: keep-both, local, remote or fail."
            )
        }
        return here > there
    }

    private func merged(_ mine: Record, _ theirs: Record) async throws(SkillSplitError) -> Record? {
        guard mine.linkTarget == nil, theirs.linkTarget == nil, mine.kind == theirs.kind,
            mine.permissions == theirs.permissions,
            let base = try await local.baseSections(of: mine.path, with: request.remoteName),
            let pieces = SectionMerge.merge(
                base: base,
                local: mine.sectionHashes,
                remote: theirs.sectionHashes
            )
        else { return nil }
        var bytes: [UInt8] = []
        for piece in pieces {
            switch piece {
            case .local(let position): bytes += mine.document.ownBytes(at: position)
            case .remote(let position): bytes += theirs.document.ownBytes(at: position)
            }
        }
        return try RecordMaker(registry).record(
            of: bytes,
            .init(path: mine.path, kind: mine.kind, component: mine.component, permissions: mine.permissions)
        )
    }

    /// The same version under another name, so that a run that was killed does not make a second copy; under a numbered
    /// one where something else has that name.
    private func copy(of record: Record) async throws(SkillSplitError) -> Record {
        for number in 1...100 {
            let copy = record.copied(to: try Self.copyPath(of: record, number: number))
            let wanted = FileFingerprint(of: copy)
            let present = [try await local.file(at: copy.path), try await remote.file(at: copy.path)]
            if present.allSatisfy({ $0 == nil || $0.map { FileFingerprint(of: $0) } == wanted }) {
                return copy
            }
        }
        throw .tooManyCopies(of: record.path)
    }

    /// `SKILL.md` becomes `SKILL.local-1a2b3c4d.md`.
    private static func copyPath(of record: Record, number: Int) throws(SkillSplitError) -> DocumentPath {
        let version = Hexadecimal.text(SectionHash(FileFingerprint(of: record).value).bytes.prefix(4))
        return try record.path.marked(".local-\(version)\(number == 1 ? "" : "-\(number)")")
    }
}

extension Record {
    /// The same file at another path.
    func copied(to path: DocumentPath) -> Record {
        Record(
            path: path,
            kind: kind,
            component: component,
            document: document,
            hash: hash,
            sectionHashes: sectionHashes,
            permissions: permissions,
            linkTarget: linkTarget,
            parser: parser,
            diagnostics: diagnostics
        )
    }
}
