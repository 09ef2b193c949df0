import SkillSplitHost

/// A file on its way from a library to a target.
struct DeployedFile: Sendable {
    /// Below the target, with `/` between; empty where the target is the file.
    let relativePath: [UInt8]
    let path: DocumentPath
    /// Empty for a link.
    let bytes: [UInt8]
    let permissions: UInt16
    let linkTarget: [UInt8]?
    let sections: [SectionHash]

    var state: FileState {
        linkTarget.map { FileState(linkTo: $0) } ?? FileState(hash: Hashing.file(bytes), permissions: permissions)
    }

    var built: BuiltFile {
        BuiltFile(relativePath: relativePath, bytes: bytes, permissions: permissions, linkTarget: linkTarget)
    }

    /// What the store remembers of it.
    var checkedOut: CheckedOutFile {
        let state = state
        return CheckedOutFile(
            relativePath: relativePath,
            path: path,
            hash: state.hash,
            permissions: state.permissions,
            linkTarget: linkTarget,
            sections: sections
        )
    }
}

extension TargetScan.Found {
    /// The same file at another place.
    func built(at relativePath: [UInt8]) -> BuiltFile {
        BuiltFile(
            relativePath: relativePath,
            bytes: bytes,
            permissions: state.permissions,
            linkTarget: state.linkTarget
        )
    }
}
