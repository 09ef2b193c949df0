public import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file or folder that is ingested, held open.
///
/// All reading goes through the open folder, one segment after another and never through a link, so that nothing outside
/// it is read whatever happens to the tree meanwhile.
public final class IngestRoot: Sendable {
    /// Absolute and without links; the folder that holds it where the root is a file.
    public let folderPath: [UInt8]
    /// The root's name where it is a file.
    public let fileName: [UInt8]?
    let descriptor: Int32

    /// Opens `path`, following it where it is a link.
    ///
    /// - Throws: ``SkillSplitError`` with the code `notFound` or `unreadable`.
    public init(_ path: String) throws(SkillSplitError) {
        guard let resolved = realpath(path, nil) else { throw .unreadable(path, errno) }
        defer { free(resolved) }
        let absolute = Array(UnsafeBufferPointer(start: resolved, count: strlen(resolved))).map(UInt8.init(bitPattern:))
        var status = stat()
        guard stat(resolved, &status) == 0 else { throw .unreadable(path, errno) }
        if status.st_mode & S_IFMT == S_IFDIR {
            folderPath = absolute
            fileName = nil
        } else {
            let slash = absolute.lastIndex(of: UInt8(ascii: "/")) ?? 0
            folderPath = slash == 0 ? [UInt8(ascii: "/")] : Array(absolute[..<slash])
            fileName = Array(absolute[(slash + 1)...])
        }
        let opened = (folderPath + [0]).withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { name in
                name.baseAddress.map { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) } ?? -1
            }
        }
        guard opened >= 0 else { throw .unreadable(path, errno) }
        descriptor = opened
    }

    deinit {
        close(descriptor)
    }
}

extension SkillSplitError {
    static func unreadable(_ path: String, _ error: Int32) -> SkillSplitError {
        SkillSplitError(
            error == ENOENT ? .notFound : .unreadable,
            "cannot read '\(path)'",
            remedy: error == ENOENT ? "Check the path." : "Check its permissions, or leave it out with --exclude.",
            cause: String(cString: strerror(error))
        )
    }
}
