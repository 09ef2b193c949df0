#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

#if canImport(Glibc)
    typealias FolderStream = OpaquePointer
#else
    typealias FolderStream = UnsafeMutablePointer<DIR>
#endif

/// Opens folders below a root, one segment after another and never through a link.
///
/// The way to the last folder stays open, so that the next one nearby costs one call; a path may be longer than the
/// system allows in one piece. At most ``openLimit`` folders are held open, those nearest to the last one.
final class FolderCursor {
    private static let openLimit = 64

    private struct Level {
        /// Where the folder's path ends in `path`.
        let end: Int
        /// `nil` once it was let go.
        var stream: FolderStream?
    }

    private let root: IngestRoot
    private var path: [UInt8] = []
    private var levels: [Level] = []
    private var segment: [UInt8] = []

    init(_ root: IngestRoot) {
        self.root = root
    }

    deinit {
        pop(to: 0)
    }

    /// The folder that was opened last.
    var descriptor: Int32 { levels.last?.stream.map { dirfd($0) } ?? root.descriptor }

    /// The entries of the folder that was opened last, which can be read once; `nil` for the root.
    var stream: FolderStream? { levels.last?.stream }

    /// Opens the folder at `folder`, relative to the root; empty for the root itself.
    ///
    /// - Returns: A descriptor that stays the cursor's, good until the next call.
    @discardableResult
    func open(_ folder: ArraySlice<UInt8>) throws(SystemFailure) -> Int32 {
        let shared = path.commonPrefixLength(with: folder)
        var count = levels.count
        while count > 0 {
            let end = levels[count - 1].end
            if end <= shared, end == folder.count || folder[folder.startIndex + end] == .slash { break }
            count -= 1
        }
        pop(to: count)
        if let last = levels.last, last.stream == nil { pop(to: 0) }
        let start = path.isEmpty ? 0 : path.count + 1
        if start < folder.count {
            for name in folder.dropFirst(start).split(separator: .slash) { try push(name) }
        }
        return descriptor
    }

    private func push(_ name: ArraySlice<UInt8>) throws(SystemFailure) {
        segment.removeAll(keepingCapacity: true)
        segment += name
        guard !segment.isDotOrDots else { throw SystemFailure(code: EINVAL) }
        let stream = try Self.openStream(segment, in: descriptor)
        if !path.isEmpty { path.append(.slash) }
        path += name
        levels.append(Level(end: path.count, stream: stream))
        let far = levels.count - Self.openLimit - 1
        if far >= 0, let stream = levels[far].stream {
            closedir(stream)
            levels[far].stream = nil
        }
    }

    /// Opens the folder called `name`; `.` for `parent` itself.
    static func openStream(_ name: [UInt8], in parent: Int32) throws(SystemFailure) -> FolderStream {
        let opened = try name.withCString { pointer throws(SystemFailure) in
            try SystemFailure.check { openat(parent, pointer, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
        }
        guard let stream = fdopendir(opened) else {
            let failure = SystemFailure.last
            close(opened)
            throw failure
        }
        return stream
    }

    private func pop(to count: Int) {
        while levels.count > count {
            if let stream = levels.removeLast().stream { closedir(stream) }
        }
        path.removeLast(path.count - (levels.last?.end ?? 0))
    }
}
