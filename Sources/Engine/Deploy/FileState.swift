import SkillSplitHost

/// What a file or link is to a checkout: equal states mean that nothing has to be done.
struct FileState: Hashable {
    let hash: ContentHash
    let permissions: UInt16
    let linkTarget: [UInt8]?

    /// The bits that let a file run as its owner or group are left out: a library must not hand out anyone's rights.
    init(hash: ContentHash, permissions: UInt16) {
        self.hash = hash
        self.permissions = permissions & 0o777
        linkTarget = nil
    }

    init(linkTo target: [UInt8]) {
        hash = Hashing.file([])
        permissions = 0o777
        linkTarget = target
    }

    init(_ file: StoredFile) {
        self =
            file.linkTarget.map { FileState(linkTo: $0) } ?? FileState(hash: file.hash, permissions: file.permissions)
    }

    init(_ file: CheckedOutFile) {
        self =
            file.linkTarget.map { FileState(linkTo: $0) } ?? FileState(hash: file.hash, permissions: file.permissions)
    }
}

extension Checkout {
    /// What was written, by path below the target.
    var states: [[UInt8]: FileState] {
        Dictionary(files.map { ($0.relativePath, FileState($0)) }, uniquingKeysWith: { _, last in last })
    }

    /// Whether the target is a folder, and not the one file.
    var isFolder: Bool { files.first.map { !$0.relativePath.isEmpty } ?? true }
}
