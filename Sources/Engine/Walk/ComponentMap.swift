public import SkillSplitHost

/// Which component each file of a walk belongs to.
public struct ComponentMap: Sendable {
    /// The innermost component that holds each entry, in the order of the entries.
    public let components: [Component?]

    /// Finds the components by the files that mark them, in time that grows with the length of the paths.
    ///
    /// - Parameters:
    ///   - markers: The markers of each kind; where several mark one folder, the last in this list wins. Of those that
    ///     one file's path ends with, the longest counts alone: `.claude-plugin/plugin.json` is no `plugin.json`.
    ///   - entries: Of a walk, in its order.
    ///   - collection: The document path of the walk's root.
    public init(
        markers: [(kind: ComponentKind, marker: ComponentMarker)],
        entries: [WalkEntry],
        collection: DocumentPath
    ) {
        let roots = Self.roots(markers, entries)
        var components: [Component?] = []
        components.reserveCapacity(entries.count)
        var folders = FolderStack(roots: roots, collection: collection)
        for entry in entries { components.append(folders.component(of: entry.relativePath)) }
        self.components = components
    }

    /// The kind of each marked folder; the empty path is the root.
    private static func roots(
        _ markers: [(kind: ComponentKind, marker: ComponentMarker)],
        _ entries: [WalkEntry]
    ) -> [ArraySlice<UInt8>: ComponentKind] {
        var ranks: [ArraySlice<UInt8>: Int] = [:]
        let trailing = markers.map { Array($0.marker.trailingPath.utf8) }
        for entry in entries {
            let path = entry.relativePath
            let longest = trailing.indices.filter { path.ends(withSegments: trailing[$0]) }
                .max { trailing[$0].count < trailing[$1].count }
            guard let rank = longest, let folder = path.folder(levelsUp: markers[rank].marker.levelsUp) else {
                continue
            }
            ranks[folder] = max(rank, ranks[folder] ?? 0)
        }
        return ranks.mapValues { markers[$0].kind }
    }
}

extension [UInt8] {
    /// Whether the last segments of the path are `tail`.
    fileprivate func ends(withSegments tail: [UInt8]) -> Bool {
        count >= tail.count && suffix(tail.count).elementsEqual(tail)
            && (count == tail.count || self[count - tail.count - 1] == .slash)
    }

    /// The folder of the file, or one above it; `nil` above the root.
    fileprivate func folder(levelsUp: Int) -> ArraySlice<UInt8>? {
        var folder = self[...]
        for _ in 0...levelsUp {
            guard !folder.isEmpty else { return nil }
            folder = folder[..<(folder.lastIndex(of: .slash) ?? folder.startIndex)]
        }
        return folder
    }
}

/// The folders above the last path that was asked about, each with the component that it lies in.
private struct FolderStack {
    private struct Level {
        let end: Int
        let component: Component?
    }

    private let roots: [ArraySlice<UInt8>: ComponentKind]
    private let collection: DocumentPath
    private let top: Component?
    private var path: [UInt8] = []
    private var levels: [Level] = []

    init(roots: [ArraySlice<UInt8>: ComponentKind], collection: DocumentPath) {
        self.roots = roots
        self.collection = collection
        top = roots[[]].map { Component(kind: $0, root: collection) }
    }

    mutating func component(of file: [UInt8]) -> Component? {
        let folderEnd = file.lastIndex(of: .slash) ?? 0
        let shared = path.commonPrefixLength(with: file[..<folderEnd])
        while let last = levels.last, last.end > shared || file[last.end] != .slash { levels.removeLast() }
        var start = levels.last.map { $0.end + 1 } ?? 0
        while start < folderEnd {
            let end = file[start..<folderEnd].firstIndex(of: .slash) ?? folderEnd
            let folder = file[..<end]
            let own = roots[folder].flatMap { kind in
                (try? collection.appending(Array(folder))).map { Component(kind: kind, root: $0) }
            }
            levels.append(Level(end: end, component: own ?? levels.last?.component ?? top))
            start = end + 1
        }
        path = file
        return levels.isEmpty ? top : levels.last?.component
    }
}
