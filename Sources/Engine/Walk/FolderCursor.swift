#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Opens folders below a root, one segment after another and never through a link.
///
/// The way to the last folder stays open, so that the next one nearby costs one call; a path may be longer than the
/// system allows in one piece. At most ``openLimit`` descriptors are held, those nearest to the last folder.
final class FolderCursor {
    private static let openLimit = 32

    private struct Level {
        /// Where the folder's path ends in `path`.
        let end: Int
        /// `nil` once it was let go.
        var descriptor: Int32?
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

    /// Opens the folder at `folder`, relative to the root; empty for the root itself.
    ///
    /// - Returns: A descriptor that stays the cursor's, good until the next call.
    func open(_ folder: ArraySlice<UInt8>) throws(SystemFailure) -> Int32 {
        let shared = zip(path, folder).prefix { $0 == $1 }.count
        let isBoundary = { (end: Int) in
            end == folder.count || folder[folder.startIndex + end] == .slash
        }
        pop(to: levels.prefix { $0.end <= shared && isBoundary($0.end) }.count)
        if let last = levels.last, last.descriptor == nil { pop(to: 0) }
        let start = path.isEmpty ? 0 : path.count + 1
        guard start < folder.count else { return levels.last?.descriptor ?? root.descriptor }
        for name in folder.dropFirst(start).split(separator: .slash) { try push(name) }
        return levels.last?.descriptor ?? root.descriptor
    }

    private func push(_ name: ArraySlice<UInt8>) throws(SystemFailure) {
        let parent = levels.last?.descriptor ?? root.descriptor
        segment.removeAll(keepingCapacity: true)
        segment += name
        let opened = try segment.withCString { pointer throws(SystemFailure) in
            try SystemFailure.check { openat(parent, pointer, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
        }
        if !path.isEmpty { path.append(.slash) }
        path += name
        levels.append(Level(end: path.count, descriptor: opened))
        let far = levels.count - Self.openLimit - 1
        if far >= 0, let descriptor = levels[far].descriptor {
            close(descriptor)
            levels[far].descriptor = nil
        }
    }

    private func pop(to count: Int) {
        while levels.count > count {
            if let descriptor = levels.removeLast().descriptor { close(descriptor) }
        }
        path.removeLast(path.count - (levels.last?.end ?? 0))
    }
}
