import CZlib
import Crypto
import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Whole files on disk: hashing, compressing and putting them in place.
enum DiskFile {
    private static let pieceSize = 1 << 20

    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// Whether a file stands at `path`, or a link to one.
    static func isRegular(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    static func remove(_ path: String) {
        unlink(path)
    }

    /// Runs `body` on each piece of a file, or of its first `limit` bytes; a compressed one is expanded on the way.
    ///
    /// - Returns: How many bytes there were.
    @discardableResult
    static func forEachPiece(
        of path: String,
        expanding: Bool = false,
        atMost limit: Int = .max,
        _ body: (UnsafeRawBufferPointer) throws(SkillSplitError) -> Void
    ) throws(SkillSplitError) -> Int {
        // `gzread` passes through what is not compressed, so it would hide which of both a file is.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(.unreadable, "cannot read '\(path)'") }
        let stream = expanding ? gzdopen(descriptor, "rb") : nil
        defer { if let stream { gzclose(stream) } else { close(descriptor) } }
        var piece = [UInt8](repeating: 0, count: min(pieceSize, limit))
        var total = 0
        while total < limit {
            let count = piece.withUnsafeMutableBytes { buffer in
                stream.map { Int(gzread($0, buffer.baseAddress, UInt32(buffer.count))) }
                    ?? read(descriptor, buffer.baseAddress, buffer.count)
            }
            guard count >= 0 else { throw failure(.unreadable, "cannot read '\(path)'") }
            if count == 0 { break }
            total += count
            try piece.withUnsafeBufferPointer { bytes throws(SkillSplitError) in
                try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[..<count])))
            }
        }
        return total
    }

    static func hash(of path: String) throws(SkillSplitError) -> (hash: ContentHash, size: Int) {
        var digest = SHA256()
        let size = try forEachPiece(of: path) { piece throws(SkillSplitError) in digest.update(bufferPointer: piece) }
        guard let hash = ContentHash(digest.finalize()) else {
            throw SkillSplitError(.corrupt, "SHA-256 gave no 32 bytes", remedy: "Report this.")
        }
        return (hash, size)
    }

    /// Whether a file starts as `gzip` writes it.
    static func isCompressed(_ path: String) throws(SkillSplitError) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(.unreadable, "cannot read '\(path)'") }
        defer { close(descriptor) }
        var magic: (UInt8, UInt8) = (0, 0)
        return read(descriptor, &magic, 2) == 2 && magic == (0x1F, 0x8B)
    }

    /// Writes a file for its owner only, all of it to the disk, or nothing.
    static func write(
        _ path: String,
        _ body: ((UnsafeRawBufferPointer) throws(SkillSplitError) -> Void) throws(SkillSplitError) -> Void
    ) throws(SkillSplitError) {
        let descriptor = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(.unwritable, "cannot write '\(path)'") }
        defer { close(descriptor) }
        do throws(SkillSplitError) {
            try body { bytes throws(SkillSplitError) in
                var rest = bytes
                while !rest.isEmpty {
                    #if canImport(Darwin)
                        let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
                    #elseif canImport(Musl)
                        let count = Musl.write(descriptor, rest.baseAddress, rest.count)
                    #else
                        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                    #endif
                    guard count > 0 else { throw failure(.unwritable, "cannot write '\(path)'") }
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                }
            }
            guard fsync(descriptor) == 0 else { throw failure(.unwritable, "cannot write '\(path)' to the disk") }
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Writes `bytes` as a whole file.
    static func write(_ path: String, _ bytes: [UInt8]) throws(SkillSplitError) {
        try write(path) { write throws(SkillSplitError) in
            try bytes.withUnsafeBufferPointer { bytes throws(SkillSplitError) in
                try write(UnsafeRawBufferPointer(bytes))
            }
        }
    }

    /// Writes `source`, compressed, to `target`.
    static func compress(_ source: String, to target: String) throws(SkillSplitError) {
        let descriptor = open(target, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(.unwritable, "cannot write '\(target)'") }
        defer { close(descriptor) }
        do throws(SkillSplitError) {
            guard let stream = gzdopen(dup(descriptor), "wb6") else {
                throw failure(.unwritable, "cannot write '\(target)'")
            }
            var isOpen = true
            defer { if isOpen { gzclose(stream) } }
            try forEachPiece(of: source) { piece throws(SkillSplitError) in
                guard gzwrite(stream, piece.baseAddress, UInt32(piece.count)) != Int32(piece.count) else { return }
                let error = failure(.unwritable, "cannot write '\(target)'")
                // zlib goes on with the rest of a piece that it failed to write, so it is closed while there is one.
                gzclose(stream)
                isOpen = false
                throw error
            }
            isOpen = false
            guard gzclose(stream) == Z_OK, fsync(descriptor) == 0 else {
                throw failure(.unwritable, "cannot write '\(target)'")
            }
        } catch {
            unlink(target)
            throw error
        }
    }

    /// Puts a file that is whole into its place, and the place on the disk.
    static func move(_ source: String, to target: String) throws(SkillSplitError) {
        guard rename(source, target) == 0 else { throw failure(.unwritable, "cannot put '\(target)' in its place") }
        let folder = target.lastIndex(of: "/").map { String(target[..<$0]) } ?? "."
        let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_CLOEXEC)
        // A folder that may be written but not read cannot be synced.
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(.unwritable, "cannot write '\(target)' to the disk") }
    }

    /// An error with what the system said last.
    static func failure(_ code: SkillSplitError.Code, _ message: String) -> SkillSplitError {
        SkillSplitError(
            code,
            message,
            remedy: "Check that the folder exists, that you may write it, and that the disk has room.",
            cause: String(cString: strerror(errno))
        )
    }
}
