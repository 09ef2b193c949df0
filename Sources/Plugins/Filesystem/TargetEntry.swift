import Crypto
import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What stands at a place in the target.
enum TargetEntry {
    case nothing
    /// A file or a link, with what tells whether it is replaced or written to later.
    case content(TargetState, EntryIdentity)
    /// A folder, a FIFO, a device.
    case other

    /// Looks at `name` in `folder`, following no link.
    static func look(at name: [CChar], in folder: Int32, of place: TargetPlace) throws(TargetFailure) -> TargetEntry {
        guard let status = try EntryIdentity.status(of: name, in: folder, place) else { return .nothing }
        let state: TargetState
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            state = TargetState(
                hash: try hash(of: name, in: folder, place),
                permissions: UInt16(truncatingIfNeeded: status.st_mode & 0o7777)
            )
        case S_IFLNK: state = TargetState(link: try link(name, in: folder, place))
        default: return .other
        }
        return .content(state, EntryIdentity(status))
    }

    private static func link(
        _ name: [CChar],
        in folder: Int32,
        _ place: TargetPlace
    ) throws(TargetFailure) -> [UInt8] {
        var target = [UInt8](repeating: 0, count: 1 << 16)
        let count = target.withUnsafeMutableBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { buffer in
                buffer.baseAddress.map { readlinkat(folder, name, $0, buffer.count) } ?? -1
            }
        }
        guard count >= 0 else { throw .system(errno, "\(place)") }
        return Array(target[..<count])
    }

    private static func hash(
        of name: [CChar],
        in folder: Int32,
        _ place: TargetPlace
    ) throws(TargetFailure) -> ContentHash {
        let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw .system(errno, "\(place)") }
        defer { close(file) }
        var hasher = SHA256()
        do throws(SystemError) {
            try OpenFile.forEachPart(of: file) { hasher.update(bufferPointer: $0) }
        } catch {
            throw .system(error.code, "\(place)")
        }
        guard let hash = ContentHash(hasher.finalize()) else { preconditionFailure("a SHA-256 has 32 bytes") }
        return hash
    }
}

/// What `lstat` says of an entry; equal ones mean that no one touched it.
struct EntryIdentity: Hashable {
    private let device: UInt64
    private let inode: UInt64
    private let size: Int64
    private let changed: Int64

    init(_ status: stat) {
        #if canImport(Darwin)
            let time = status.st_ctimespec
        #else
            let time = status.st_ctim
        #endif
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        changed = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }

    /// What `lstat` says of `name` in `folder`; `nil` where nothing is.
    static func status(of name: [CChar], in folder: Int32, _ place: TargetPlace) throws(TargetFailure) -> stat? {
        var status = stat()
        if fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
        guard errno == ENOENT else { throw .system(errno, "\(place)") }
        return nil
    }
}
