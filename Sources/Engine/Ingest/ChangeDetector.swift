import SkillSplitHost

/// Tells which files of a walk need not be read: those that every sink has, by stamps that prove it.
struct ChangeDetector {
    private typealias Parser = (identity: ParserIdentity, kind: ComponentKind)

    private let router: Router
    private let parsers: [String: Parser]
    private let markerNames: Set<String>

    init(registry: PluginRegistry, router: Router) {
        self.router = router
        var parsers: [String: Parser] = [:]
        for parser in registry.parsers {
            guard let kind = parser.manifest.kind else { continue }
            parsers[parser.manifest.id] = (parser.identity, kind)
        }
        self.parsers = parsers
        markerNames = Set(registry.markers.map(\.marker.fileName))
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
        var hasMovedMarker = false
        for file in files {
            var known: [CachedStamp?] = []
            for sink in cursors.indices {
                known.append(cursors[sink].advance(to: file.path) { hasMovedMarker = hasMovedMarker || isMarker($0) })
            }
            if known.contains(nil), isMarker(file.path) { hasMovedMarker = true }
            verdicts.append(unchangedSinks(file, known))
        }
        for sink in cursors.indices {
            cursors[sink].finish { hasMovedMarker = hasMovedMarker || isMarker($0) }
        }
        // A marker that came or went changes which component its neighbours belong to.
        return hasMovedMarker ? files.map { _ in nil } : verdicts
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

    private func isMarker(_ path: DocumentPath) -> Bool {
        markerNames.contains(path.name)
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
