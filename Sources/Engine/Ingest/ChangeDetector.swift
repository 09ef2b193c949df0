import SkillSplitHost

/// Tells which files of a walk need not be read: those that every sink has, by stamps that prove it.
struct ChangeDetector {
    private typealias Parser = (identity: ParserIdentity, kind: ComponentKind)

    private let router: Router
    private let parsers: [String: Parser]
    /// How many segments lie between a marker and the folder that it marks, by the marker's name; the most of its name.
    private let markerDepths: [[UInt8]: Int]

    init(registry: PluginRegistry, router: Router) {
        self.router = router
        var parsers: [String: Parser] = [:]
        for parser in registry.parsers {
            guard let kind = parser.manifest.kind else { continue }
            parsers[parser.manifest.id] = (parser.identity, kind)
        }
        self.parsers = parsers
        markerDepths = Dictionary(
            registry.markers.map { (Array($0.marker.fileName.utf8), $0.marker.segmentsBelowRoot) },
            uniquingKeysWith: max
        )
    }

    /// Compares a walk with what the sinks remember.
    ///
    /// - Parameters:
    ///   - files: By path in byte order.
    ///   - caches: For each sink its stamps by path in byte order, `nil` for a sink without a cache.
    /// - Returns: For each file, the sinks that have it unchanged; `nil` where it must be read.
    func unchangedSinks(_ files: [IngestPass.MetFile], in caches: [[CachedStamp]?]) -> [[Int]?] {
        var cursors = caches.map { StampCursor($0 ?? []) }
        var verdicts: [[Int]?] = []
        verdicts.reserveCapacity(files.count)
        // A marker that came or went changes which component the files around it belong to.
        var moved: Set<ArraySlice<UInt8>> = []
        func noteMarker(_ path: DocumentPath) {
            if let folder = folderMarked(by: path) { moved.insert(folder) }
        }
        for file in files {
            var known: [CachedStamp?] = []
            for sink in cursors.indices {
                known.append(cursors[sink].advance(to: file.path, gone: noteMarker))
            }
            if zip(known, caches).contains(where: { $0 == nil && $1 != nil }) { noteMarker(file.path) }
            verdicts.append(unchangedSinks(file, known))
        }
        for sink in cursors.indices {
            cursors[sink].finish(gone: noteMarker)
        }
        guard !moved.isEmpty else { return verdicts }
        return zip(files, verdicts).map { file, verdict in Self.isInside(moved, file.path) ? nil : verdict }
    }

    private func unchangedSinks(_ file: IngestPass.MetFile, _ known: [CachedStamp?]) -> [Int]? {
        guard let kind = known.lazy.compactMap({ kind(of: file, $0) }).first else { return nil }
        let sinks = router.sinks(for: file.path, kind: kind)
        return sinks.allSatisfy { self.kind(of: file, known[$0]) != nil } ? sinks : nil
    }

    /// The kind of a file that is unchanged by `cached`; `nil` where that cannot be said.
    private func kind(of file: IngestPass.MetFile, _ cached: CachedStamp?) -> ComponentKind? {
        guard let cached, cached.stamp == file.entry.stamp, let parser = parsers[cached.parser.id],
            parser.identity == cached.parser
        else { return nil }
        return parser.kind
    }

    /// The folder that a file of this name may mark; `nil` for other names.
    private func folderMarked(by path: DocumentPath) -> ArraySlice<UInt8>? {
        var folder = path.bytes[...]
        let slash = folder.lastIndex(of: .slash) ?? 0
        guard let depth = markerDepths[Array(folder[(slash + 1)...])] else { return nil }
        for _ in 0..<depth {
            guard let slash = folder.lastIndex(of: .slash) else { break }
            folder = folder[..<slash]
        }
        return folder
    }

    private static func isInside(_ folders: Set<ArraySlice<UInt8>>, _ path: DocumentPath) -> Bool {
        var folder = path.bytes[...]
        while let slash = folder.lastIndex(of: .slash) {
            folder = folder[..<slash]
            if folders.contains(folder) { return true }
        }
        return false
    }
}

extension ComponentMarker {
    fileprivate var segmentsBelowRoot: Int {
        trailingPath.utf8.count { $0 == .slash } + 1 + levelsUp
    }
}

/// Goes through a sink's stamps in step with the files of a walk.
private struct StampCursor {
    private let stamps: [CachedStamp]
    private var index = 0

    init(_ stamps: [CachedStamp]) {
        self.stamps = stamps
    }

    /// The stamp of `path`; `gone` is told of those before it, which the walk did not meet.
    mutating func advance(to path: DocumentPath, gone: (DocumentPath) -> Void) -> CachedStamp? {
        while index < stamps.count {
            let stamp = stamps[index]
            if stamp.path == path {
                index += 1
                return stamp
            }
            guard stamp.path < path else { return nil }
            gone(stamp.path)
            index += 1
        }
        return nil
    }

    mutating func finish(gone: (DocumentPath) -> Void) {
        for stamp in stamps[index...] { gone(stamp.path) }
        index = stamps.count
    }
}
