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
    /// The last segment of the path as it was given; of the resolved path where that is empty, `.` or `..`.
    public let name: [UInt8]
    /// The folder, absolute and without links; the one that holds the root where the root is a file.
    public let folderPath: [UInt8]
    /// The path of the only entry of a walk where the root is a file, which is ``name``; `nil` for a folder.
    public let fileName: [UInt8]?
    /// The file's own name in `folderPath`, which differs from `fileName` where a link was given.
    let resolvedFileName: [UInt8]?
    let descriptor: Int32

    /// Opens `path`, following it where it is a link.
    ///
    /// - Throws: ``SkillSplitError`` with the code `notFound` or `unreadable`.
    public init(_ path: [UInt8]) throws(SkillSplitError) {
        do throws(SystemFailure) {
            let resolved = try Self.resolve(path)
            let segments = resolved.split(separator: .slash)
            let isFile = try Self.isFile(resolved)
            folderPath = isFile ? Self.folder(of: resolved) : resolved
            resolvedFileName = isFile ? segments.last.map(Array.init) : nil
            let given = path.split(separator: .slash).last ?? []
            let isPlain = !given.isEmpty && !given.elementsEqual(".".utf8) && !given.elementsEqual("..".utf8)
            name = Array(isPlain ? given : segments.last ?? [])
            fileName = isFile ? name : nil
            descriptor = try folderPath.withCString { pointer throws(SystemFailure) in
                try SystemFailure.check { open(pointer, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
            }
        } catch {
            throw error.unreadable(path)
        }
    }

    public convenience init(_ path: String) throws(SkillSplitError) {
        try self.init(Array(path.utf8))
    }

    deinit {
        close(descriptor)
    }

    private static func resolve(_ path: [UInt8]) throws(SystemFailure) -> [UInt8] {
        try path.withCString { pointer throws(SystemFailure) in
            guard let resolved = realpath(pointer, nil) else { throw .last }
            defer { free(resolved) }
            return UnsafeBufferPointer(start: resolved, count: strlen(resolved)).map(UInt8.init(bitPattern:))
        }
    }

    private static func isFile(_ path: [UInt8]) throws(SystemFailure) -> Bool {
        try path.withCString { pointer throws(SystemFailure) in
            try FileStamp.of(pointer, in: AT_FDCWD).type != .folder
        }
    }

    private static func folder(of path: [UInt8]) -> [UInt8] {
        let end = path.lastIndex(of: .slash) ?? 0
        return end == 0 ? [.slash] : Array(path[..<end])
    }
}
