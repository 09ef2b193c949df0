import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension LosingVersion {
    /// A record as a version to keep; the same version has the same id, so that it is kept once.
    init(_ record: Record, isLocal: Bool, remote: String) {
        let digest = Hashing.file(record.path.bytes + [0] + record.hash.bytes + [isLocal ? 1 : 0])
        self.init(
            id: Hexadecimal.text(digest.bytes.prefix(16)),
            path: record.path,
            remote: remote,
            wasLocal: isLocal,
            kind: record.kind,
            permissions: record.permissions,
            linkTarget: record.linkTarget,
            content: record.document.source.bytes,
            keptAt: time(nil)
        )
    }
}
