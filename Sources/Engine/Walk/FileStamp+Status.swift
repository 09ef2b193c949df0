import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The type of what stands at a path.
enum FileType: Hashable {
    case file, folder, link, fifo, socket, device, unknown

    init(mode: UInt32) {
        switch mode & UInt32(S_IFMT) {
        case UInt32(S_IFREG): self = .file
        case UInt32(S_IFDIR): self = .folder
        case UInt32(S_IFLNK): self = .link
        case UInt32(S_IFIFO): self = .fifo
        case UInt32(S_IFSOCK): self = .socket
        case UInt32(S_IFCHR), UInt32(S_IFBLK): self = .device
        default: self = .unknown
        }
    }
}

extension FileStamp {
    init(_ status: stat) {
        #if canImport(Darwin)
            let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
        #else
            let (modified, changed) = (status.st_mtim, status.st_ctim)
        #endif
        self.init(
            device: UInt64(truncatingIfNeeded: status.st_dev),
            inode: UInt64(status.st_ino),
            size: Int64(status.st_size),
            modified: modified.nanoseconds,
            changed: changed.nanoseconds,
            mode: UInt32(status.st_mode)
        )
    }

    var type: FileType { FileType(mode: mode) }

    /// What `lstat` says of `name` in the folder `descriptor`.
    static func of(_ name: UnsafePointer<CChar>, in descriptor: Int32) throws(SystemFailure) -> FileStamp {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw .last }
        return FileStamp(status)
    }

    /// What `fstat` says of an open file.
    static func of(_ descriptor: Int32) throws(SystemFailure) -> FileStamp {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last }
        return FileStamp(status)
    }
}

extension timespec {
    /// Since 1970; wraps around beyond the year 2262, where equal times stay equal.
    var nanoseconds: Int64 { Int64(tv_sec) &* 1_000_000_000 &+ Int64(tv_nsec) }
}
