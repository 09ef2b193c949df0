import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What stands at a target.
struct TargetScan: Sendable {
    enum Shape: Sendable, Hashable {
        case nothing, file, folder
        /// A FIFO, a device; or a link where a folder should be.
        case other
    }

    struct Found: Sendable {
        let state: FileState
        /// Empty for a link.
        let bytes: [UInt8]
        /// Whether an ingest would take the file, and no rule leaves it out.
        let isWanted: Bool
    }

    var shape: Shape
    /// By path below the target; of a file, one with an empty path.
    var files: [[UInt8]: Found] = [:]
    /// Whether there is something that is neither file, link nor folder.
    var hasOthers = false

    var states: [[UInt8]: FileState] { files.mapValues(\.state) }

    /// Whether exactly the files of `states` stand there, beside such as no ingest would take.
    func holds(exactly states: [[UInt8]: FileState]) -> Bool {
        !hasOthers && files.filter { $1.isWanted || states[$0] != nil }.mapValues(\.state) == states
    }

    /// The files that no ingest would take and that `states` does not know, such as caches.
    func strays(beside states: [[UInt8]: FileState]) -> [[UInt8]: Found] {
        files.filter { !$1.isWanted && states[$0] == nil }
    }

    /// Looks at `path`, following no link.
    ///
    /// - Parameters:
    ///   - path: Absolute.
    ///   - paths: Where given, a folder with other files than these is not read: it has others.
    /// - Throws: ``SkillSplitError`` when a part of it cannot be read.
    init(_ path: [UInt8], onlyWith paths: Set<[UInt8]>? = nil) async throws(SkillSplitError) {
        let stamp: FileStamp
        do throws(SystemFailure) {
            stamp = try path.withCString { pointer throws(SystemFailure) in try FileStamp.of(pointer, in: AT_FDCWD) }
        } catch {
            guard error.code == ENOENT || error.code == ENOTDIR else { throw error.unreadable(path) }
            shape = .nothing
            return
        }
        switch stamp.type {
        case .file, .link:
            shape = .file
            files[[]] = try Self.single(path)
        case .folder:
            shape = .folder
            try await readFolder(path, onlyWith: paths)
        default:
            shape = .other
            hasOthers = true
        }
    }

    /// The one file or link at `path`.
    private static func single(_ path: [UInt8]) throws(SkillSplitError) -> Found {
        let folder = path[...].folder
        let root = try IngestRoot(folder.isEmpty ? [.slash] : Array(folder))
        let name = Array(path[...].lastSegment)
        do throws(SystemFailure) {
            let target = try name.withCString { name throws(SystemFailure) -> [UInt8]? in
                let stamp = try FileStamp.of(name, in: root.descriptor)
                guard stamp.type == .link else { return nil }
                return try FolderTable.Slot.linkTarget(of: name, in: root.descriptor, length: Int(stamp.size))
            }
            if let target { return Found(state: FileState(linkTo: target), bytes: [], isWanted: true) }
        } catch {
            throw error.unreadable(path)
        }
        return found(try FileReader(root).read(name), isWanted: true)
    }

    private mutating func readFolder(
        _ path: [UInt8],
        onlyWith paths: Set<[UInt8]>?
    ) async throws(SkillSplitError) {
        let root = try IngestRoot(path)
        var options = WalkOptions()
        options.maxFileSize = .max
        let ingest = try await TreeWalker(root, options: options).walk()
        if let failure = ingest.failures.first { throw failure.error }
        let wanted = Set(ingest.entries.map(\.relativePath))
        if let paths, !wanted.isSubset(of: paths) {
            hasOthers = true
            return
        }
        options.includes = ["*"]
        let walk = try await TreeWalker(root, options: options).walk()
        if let failure = walk.failures.first { throw failure.error }
        hasOthers = !walk.skipped.isEmpty
        let reader = FileReader(root)
        for entry in walk.entries {
            let isWanted = wanted.contains(entry.relativePath)
            switch entry.kind {
            case .link(let target):
                files[entry.relativePath] = Found(state: FileState(linkTo: target), bytes: [], isWanted: isWanted)
            case .file: files[entry.relativePath] = Self.found(try reader.read(entry.relativePath), isWanted: isWanted)
            }
        }
    }

    private static func found(_ content: FileContent, isWanted: Bool) -> Found {
        Found(
            state: FileState(
                hash: Hashing.file(content.bytes),
                permissions: UInt16(truncatingIfNeeded: content.stamp.mode & 0o7777)
            ),
            bytes: content.bytes,
            isWanted: isWanted
        )
    }
}
