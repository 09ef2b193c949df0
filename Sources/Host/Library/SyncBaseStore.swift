/// A library that remembers what it last agreed on with others, so that a three-way comparison can tell who changed what,
/// and keeps the versions that lost.
///
/// Like everything else of a session, what is written becomes durable with `commit()`.
public protocol SyncBaseStore: LibrarySession {
    /// Keeps other writers away until the next commit or rollback, so that what is read now is still so when it is changed.
    func holdStill() async throws(SkillSplitError)

    /// The files that this library and `remote` last agreed on, by path in byte order.
    func syncBase(with remote: String) async throws(SkillSplitError) -> [FingerprintedFile]

    /// The sections that both had in the file at `path` when they last agreed, in order; `nil` where they never did.
    func baseSections(of path: DocumentPath, with remote: String) async throws(SkillSplitError) -> [SectionHash]?

    /// Remembers agreements.
    func agree(with remote: String, on files: [SyncAgreement]) async throws(SkillSplitError)

    /// Keeps a version of a file that had to give way.
    func keep(_ version: LosingVersion) async throws(SkillSplitError)

    /// The versions that were kept, the latest first.
    func losingVersions() async throws(SkillSplitError) -> [LosingVersion]

    /// Forgets a kept version.
    func forget(losingVersion id: String) async throws(SkillSplitError)
}

/// What two libraries agree on about one file.
public struct SyncAgreement: Sendable, Hashable {
    public let path: DocumentPath
    /// `nil` where both do not have the file any more.
    public let fingerprint: FileFingerprint?
    public let sections: [SectionHash]

    public init(path: DocumentPath, fingerprint: FileFingerprint?, sections: [SectionHash] = []) {
        self.path = path
        self.fingerprint = fingerprint
        self.sections = sections
    }
}

/// A version of a file that lost against another one.
public struct LosingVersion: Sendable, Hashable {
    /// 32 hexadecimal digits, from path and content.
    public let id: String
    public let path: DocumentPath
    public let remote: String
    /// Whether this library had it, or the other one.
    public let wasLocal: Bool
    public let kind: ComponentKind
    public let permissions: UInt16
    public let linkTarget: [UInt8]?
    public let content: [UInt8]
    /// In seconds since 1970.
    public let keptAt: Int

    public init(
        id: String,
        path: DocumentPath,
        remote: String,
        wasLocal: Bool,
        kind: ComponentKind,
        permissions: UInt16,
        linkTarget: [UInt8]?,
        content: [UInt8],
        keptAt: Int
    ) {
        self.id = id
        self.path = path
        self.remote = remote
        self.wasLocal = wasLocal
        self.kind = kind
        self.permissions = permissions
        self.linkTarget = linkTarget
        self.content = content
        self.keptAt = keptAt
    }
}
