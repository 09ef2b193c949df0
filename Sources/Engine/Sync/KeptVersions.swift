public import SkillSplitHost

/// The versions of files that had to give way in a sync, and the way back.
public struct KeptVersions: Sendable {
    private let library: any SyncBaseStore
    private let registry: PluginRegistry

    /// - Parameters:
    ///   - library: The library of this machine; open to write, for all but listing.
    ///   - registry: Parses what is restored.
    public init(_ library: any SyncBaseStore, registry: PluginRegistry) {
        self.library = library
        self.registry = registry
    }

    /// All of them, the latest first.
    public func all() async throws(SkillSplitError) -> [LosingVersion] {
        try await library.losingVersions()
    }

    /// The version whose id begins with `prefix`.
    ///
    /// - Throws: ``SkillSplitError`` with the code `not-found` where it is not exactly one.
    public func version(_ prefix: String) async throws(SkillSplitError) -> LosingVersion {
        let matches = try await all().filter { $0.id.hasPrefix(prefix) }
        guard !prefix.isEmpty, matches.count == 1, let version = matches.first else {
            throw SkillSplitError(
                .notFound,
                "\(matches.count) kept versions have an id that begins with '\(prefix)'",
                remedy: "List them with 'skill-split conflicts'."
            )
        }
        return version
    }

    /// Puts a version back into the library of this machine, and keeps what it replaces.
    ///
    /// - Parameters:
    ///   - version: One of ``all()``.
    ///   - path: Where to; `nil` for where it was.
    /// - Returns: The path.
    /// - Throws: ``SkillSplitError`` when the library cannot be written; the version is kept then.
    public func restore(
        _ version: LosingVersion,
        to path: DocumentPath? = nil
    ) async throws(SkillSplitError) -> DocumentPath {
        let target = path ?? version.path
        try await library.holdStill()
        let present = try await LibraryRecords(library: library).record(at: target)
        let record = try RecordMaker(registry).record(
            of: version.content,
            .init(
                path: target,
                kind: version.kind,
                component: present?.component,
                permissions: version.permissions,
                linkTarget: version.linkTarget
            )
        )
        if let present, present.hash != record.hash || present.linkTarget != record.linkTarget {
            try await library.keep(LosingVersion(present, isLocal: true, remote: version.remote))
        }
        if case .rejected(let error)? = try await library.write([record]).outcomes.first {
            await library.rollback()
            throw error
        }
        try await library.forget(losingVersion: version.id)
        try await library.commit()
        return target
    }

    /// Throws a version away for good.
    public func discard(_ version: LosingVersion) async throws(SkillSplitError) {
        try await library.forget(losingVersion: version.id)
        try await library.commit()
    }
}
