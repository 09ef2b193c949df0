import Crypto
import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What stands at a place in the target.
enum TargetEntry: Equatable {
    case nothing
    case file(hash: ContentHash, permissions: UInt16)
    case link(target: [UInt8])
    /// A folder, a FIFO, a device.
    case other

    /// Looks at `name` in `folder`, following no link.
    static func look(at name: [CChar], in folder: Int32, of path: DocumentPath) throws(SkillSplitError) -> TargetEntry {
        var status = stat()
        guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            guard errno == ENOENT else { throw .unwritable("\(path)", errno) }
            return .nothing
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            return .file(
                hash: try hash(of: name, in: folder, path),
                permissions: UInt16(truncatingIfNeeded: status.st_mode & 0o7777)
            )
        case S_IFLNK:
            var target = [UInt8](repeating: 0, count: 65536)
            let count = target.withUnsafeMutableBytes { bytes in
                bytes.withMemoryRebound(to: CChar.self) { buffer in
                    buffer.baseAddress.map { readlinkat(folder, name, $0, buffer.count) } ?? -1
                }
            }
            guard count >= 0 else { throw .unwritable("\(path)", errno) }
            return .link(target: Array(target[..<count]))
        default: return .other
        }
    }

    private static func hash(
        of name: [CChar],
        in folder: Int32,
        _ path: DocumentPath
    ) throws(SkillSplitError) -> ContentHash {
        let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw .unwritable("\(path)", errno) }
        defer { close(file) }
        var hasher = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw .unwritable("\(path)", errno) }
            guard count > 0 else { break }
            buffer.withUnsafeBytes { hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
        guard let hash = ContentHash(hasher.finalize()) else { preconditionFailure("a SHA-256 has 32 bytes") }
        return hash
    }
}
