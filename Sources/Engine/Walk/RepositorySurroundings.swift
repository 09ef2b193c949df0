#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What lies above a root inside the same repository: its ignore files apply to the root as well.
struct RepositorySurroundings {
    /// The root's path below the top of the repository with a `/` behind it; empty where there is no such repository.
    private(set) var prefix: [UInt8] = []
    private(set) var context = FolderContext()

    /// Looks upwards from a root that is no top of a repository itself.
    init(of root: IngestRoot) {
        guard !IgnoreFiles.isRepository(root.descriptor), let top = Self.topAbove(root.folderPath) else { return }
        prefix = root.folderPath[(top.count == 1 ? 1 : top.count + 1)...] + [.slash]
        var folder = top
        var base = 0
        for segment in prefix.split(separator: .slash) {
            add(folder, base: base, isTop: base == 0)
            base += segment.count + 1
            folder += (folder == [.slash] ? [] : [.slash]) + segment
        }
    }

    /// The nearest folder above `path` that is the top of a repository.
    private static func topAbove(_ path: [UInt8]) -> [UInt8]? {
        var folder = path[...]
        while folder.count > 1, let slash = folder.lastIndex(of: .slash) {
            folder = folder[..<max(slash, 1)]
            if let isTop = withFolder(Array(folder), IgnoreFiles.isRepository), isTop { return Array(folder) }
        }
        return nil
    }

    private mutating func add(_ folder: [UInt8], base: Int, isTop: Bool) {
        _ = Self.withFolder(folder) { descriptor in
            let path = { (name: String) in folder + (folder == [.slash] ? [] : [.slash]) + name.utf8 }
            if isTop, let rules = IgnoreFiles.repositoryExcludes(in: descriptor) {
                let source = path(".git/info/exclude")
                context.gitLayer = IgnoreLayer(rules, base: base, source: source, parent: nil)
            }
            if let rules = try? IgnoreFiles.read(IgnoreFiles.gitName, in: descriptor) {
                let source = path("\(IgnoreFiles.gitName)")
                context.gitLayer = IgnoreLayer(rules, base: base, source: source, parent: context.gitLayer)
            }
            if let rules = try? IgnoreFiles.read(IgnoreFiles.ownName, in: descriptor) {
                let source = path("\(IgnoreFiles.ownName)")
                context.ownLayer = IgnoreLayer(rules, base: base, source: source, parent: context.ownLayer)
            }
        }
    }

    /// - Returns: `nil` where the folder cannot be opened.
    private static func withFolder<Result>(_ path: [UInt8], _ body: (Int32) -> Result) -> Result? {
        let descriptor = path.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return body(descriptor)
    }
}
