import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension ArraySlice<UInt8> {
    /// What stands before the last `/`; empty without one.
    var folder: ArraySlice<UInt8> {
        lastIndex(of: .slash).map { self[startIndex..<$0] } ?? self[startIndex..<startIndex]
    }

    /// What stands behind the last `/`; all without one.
    var lastSegment: ArraySlice<UInt8> { lastIndex(of: .slash).map { self[($0 + 1)...] } ?? self }
}

extension FileIdentity {
    init(_ stamp: FileStamp) {
        self.init(device: stamp.device, inode: stamp.inode)
    }
}

extension SystemFailure {
    /// The failure as an error about writing `path`.
    func unwritable(_ path: [UInt8]) -> SkillSplitError {
        let remedy =
            switch code {
            case ENOSPC, EDQUOT: "Make room on the disk, and run again."
            case ENAMETOOLONG, EILSEQ, EINVAL: "The file system cannot hold this name; check out to another one."
            case EROFS: "The file system is read-only; check out elsewhere."
            default: "Check the permissions of the folder, and run again."
            }
        return SkillSplitError(
            .unwritable,
            "cannot write '\(PathText.display(path))'",
            remedy: remedy,
            cause: String(cString: strerror(code))
        )
    }
}
