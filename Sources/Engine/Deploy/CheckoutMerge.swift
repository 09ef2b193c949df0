import SkillSplitHost

/// Brings a file together that was changed at its target and in the library.
struct CheckoutMerge: Sendable {
    let registry: PluginRegistry
    let library: any LibrarySession

    /// The file with the changes of both; `nil` where they changed the same section, or are not both files.
    func merged(_ change: CheckoutChange, _ deployment: Deployment) async throws(SkillSplitError) -> Merged? {
        guard let written = change.written, let target = change.target,
            let file = deployment.file(at: change.relativePath),
            written.linkTarget == nil, target.state.linkTarget == nil, file.linkTarget == nil,
            !deployment.source.stripsHeadings
        else { return nil }
        let remote = try await deployment.deployed(file)
        let permissions =
            target.state.permissions == written.permissions ? remote.permissions : target.state.permissions
        // One side may have changed the mode alone.
        if target.state.hash == written.hash { return Merged(bytes: remote.bytes, permissions: permissions) }
        if remote.state.hash == written.hash { return Merged(bytes: target.bytes, permissions: permissions) }
        let local = RecordMaker(registry).document(of: target.bytes, like: file)
        let ranges = try await remoteRanges(file, deployment)
        let pieces = SectionMerge.merge(
            base: written.sections,
            local: Hashing.sections(of: local),
            remote: remote.sections
        )
        guard let pieces else { return nil }
        var bytes: [UInt8] = []
        for piece in pieces {
            switch piece {
            case .local(let position): bytes += local.ownBytes(at: position)
            case .remote(let position): bytes += remote.bytes[ranges[position].indices]
            }
        }
        return Merged(bytes: bytes, permissions: permissions)
    }

    struct Merged {
        let bytes: [UInt8]
        let permissions: UInt16
    }

    /// Where the sections of what the library would deploy lie in it.
    private func remoteRanges(_ file: StoredFile, _ deployment: Deployment) async throws(SkillSplitError) -> [ByteRange]
    {
        let sections = try await library.sections(of: file.path)
        let shown = try deployment.range(in: sections).map { Array(sections[$0]) } ?? sections
        let start = shown.first?.range.lowerBound ?? 0
        return shown.map { ByteRange($0.range.lowerBound - start, $0.range.upperBound - start) }
    }
}
