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

    /// `path` from the root on, with links resolved as far as it exists.
    static func absolute(_ path: String) -> String {
        if let resolved = resolved(path) { return resolved }
        let path = path.hasPrefix("~/") ? SettingsFile.home + path.dropFirst() : path
        guard !path.hasPrefix("/"), let here = resolved(".") else { return path }
        return "\(here)/\(path)"
    }

    /// The program that is running.
    static var executable: String {
        #if os(Linux)
            if let path = resolved("/proc/self/exe") { return path }
        #endif
        let name = CommandLine.arguments.first ?? "skill-split"
        return name.contains("/") ? absolute(name) : name
    }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
