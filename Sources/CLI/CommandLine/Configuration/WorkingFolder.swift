#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder that the process was started in.
enum WorkingFolder {
    /// Whether the folder lies in one of `roots`, so that what stands in it may not be trusted.
    static func isInside(_ roots: [String]) -> Bool {
        guard let here = resolved(".") else { return true }
        return roots.compactMap(resolved).contains { root in
            here == root || here.hasPrefix(root.hasSuffix("/") ? root : root + "/")
        }
    }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
