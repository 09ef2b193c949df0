import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the sinks of a run write, which is left out where it lies inside the ingested tree: it changes with each run.
struct OwnFiles {
    /// What stands beside a database while it is in use.
    private static let companions = ["-wal", "-shm", "-journal"]

    /// Absolute, without links in the folder.
    private let paths: [[UInt8]]

    init(of sinks: [SinkURL]) {
        paths = sinks.flatMap { sink in
            ([""] + Self.companions).compactMap { Self.resolve(Array((sink.location + $0).utf8)) }
        }
    }

    /// Globs that leave them out of a walk of `root`.
    func globs(in root: IngestRoot) -> [String] {
        let prefix = root.folderPath == [.slash] ? [] : root.folderPath
        return paths.compactMap { path in
            guard path.starts(with: prefix), path.count > prefix.count, path[prefix.count] == .slash else { return nil }
            return String(validating: Self.escape(path[prefix.count...]), as: UTF8.self)
        }
    }

    /// The names of those that lie directly in `folder`.
    func names(in folder: [UInt8]) -> [[UInt8]] {
        paths.compactMap { path in
            guard let slash = path.lastIndex(of: .slash), path[..<max(slash, 1)] == folder[...] else { return nil }
            return Array(path[(slash + 1)...])
        }
    }

    /// The absolute path; `nil` where its folder does not exist, or where it names none.
    private static func resolve(_ path: [UInt8]) -> [UInt8]? {
        let slash = path.lastIndex(of: .slash)
        let name = path[(slash.map { $0 + 1 } ?? 0)...]
        guard !name.isEmpty, !Array(name).isDotOrDots else { return nil }
        let folder = slash.map { Array(path[..<max($0, 1)]) } ?? Array(".".utf8)
        return folder.withCString { pointer in
            guard let resolved = realpath(pointer, nil) else { return nil }
            defer { free(resolved) }
            let absolute = UnsafeBufferPointer(start: resolved, count: strlen(resolved)).map(UInt8.init(bitPattern:))
            return (absolute == [.slash] ? [] : absolute) + [.slash] + name
        }
    }

    private static func escape(_ path: ArraySlice<UInt8>) -> [UInt8] {
        path.flatMap { "*?[]\\ ".utf8.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
    }
}
