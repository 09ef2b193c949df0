public import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads files of a root, fastest in the order of the walk; each thread makes its own.
public final class FileReader {
    /// How often a file that changes while it is read is read again.
    private static let attempts = 3

    private let root: IngestRoot
    private let cursor: FolderCursor

    public init(_ root: IngestRoot) {
        self.root = root
        cursor = FolderCursor(root)
    }

    /// Reads a whole file.
    ///
    /// - Parameters:
    ///   - relativePath: Below the root, as in ``WalkEntry/relativePath``.
    ///   - limit: In bytes; a file that has outgrown it is an error.
    /// - Returns: The bytes, with the stamp that speaks of them.
    /// - Throws: ``SkillSplitError`` with the code `notFound`; `unreadable` where it cannot be read, is no file (any
    ///   more), or changes each time that it is read; `limit` where it is too large.
    public func read(_ relativePath: [UInt8], limit: Int64 = .max) throws(SkillSplitError) -> FileContent {
        for _ in 0..<Self.attempts {
            if let content = try attempt(relativePath, limit) { return content }
        }
        throw SkillSplitError(
            .unreadable,
            "'\(PathText.display(relativePath))' changed each time that it was read",
            remedy: "Ingest again when nothing writes to it."
        )
    }

    /// Reads the file once; `nil` where it changed meanwhile.
    private func attempt(_ relativePath: [UInt8], _ limit: Int64) throws(SkillSplitError) -> FileContent? {
        do throws(SystemFailure) {
            let start = FileClock.now
            let descriptor = try open(relativePath)
            defer { close(descriptor) }
            let before = try FileStamp.of(descriptor)
            guard before.type == .file else { throw SystemFailure(code: before.type == .folder ? EISDIR : EINVAL) }
            guard before.size <= limit else { throw SystemFailure(code: EFBIG) }
            let capacity = Int(clamping: limit).addingReportingOverflow(1)
            let bytes = try FileBytes.readAll(
                descriptor,
                expecting: Int(clamping: before.size),
                limit: capacity.overflow ? Int.max : capacity.partialValue
            )
            guard try FileStamp.of(descriptor) == before else { return nil }
            // Files such as those in /proc are empty by their size.
            guard bytes.count == Int(before.size) || before.size == 0 else { return nil }
            guard bytes.count <= limit else { throw SystemFailure(code: EFBIG) }
            return FileContent(
                bytes: bytes,
                stamp: before,
                isStampTrustworthy: FileClock.isSettled(before, at: start)
            )
        } catch {
            throw error.failureToRead(relativePath, limit: limit)
        }
    }

    private func open(_ relativePath: [UInt8]) throws(SystemFailure) -> Int32 {
        let slash = relativePath.lastIndex(of: .slash)
        let folder = try cursor.open(relativePath[..<(slash ?? 0)])
        var name = Array(relativePath[(slash.map { $0 + 1 } ?? 0)...])
        if let resolved = root.resolvedFileName, relativePath == root.fileName { name = resolved }
        guard !name.isEmpty, !name.isDotOrDots else { throw SystemFailure(code: EINVAL) }
        return try name.withCString { pointer throws(SystemFailure) in
            // Without O_NONBLOCK, a FIFO that took the file's place would hold us up for ever.
            try SystemFailure.check {
                openat(folder, pointer, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
            }
        }
    }
}

/// The bytes of a file with what `fstat` said while they were read.
public struct FileContent: Sendable {
    public let bytes: [UInt8]
    public let stamp: FileStamp
    /// Whether an equal stamp later proves that the bytes are the same.
    ///
    /// `false` where the file changed so shortly before it was read that another change could leave the same stamp
    /// (git's racy rule).
    public let isStampTrustworthy: Bool
}

extension SystemFailure {
    fileprivate func failureToRead(_ path: [UInt8], limit: Int64) -> SkillSplitError {
        switch code {
        case EFBIG:
            SkillSplitError(
                .limit,
                "'\(PathText.display(path))' is larger than \(limit) bytes",
                remedy: "Raise --max-file-size, or leave it out with --exclude."
            )
        case ELOOP, EINVAL, EISDIR, ENXIO:
            SkillSplitError(
                .unreadable,
                "'\(PathText.display(path))' is no regular file any more",
                remedy: "Ingest again when nothing changes the tree."
            )
        default: unreadable(path)
        }
    }
}
