import SkillSplitHost

/// Finds documents by path and by the component that they belong to.
struct SiteMap {
    struct Files {
        /// The file that stands for the component; `nil` where the site has none.
        var main: Int?
        /// In path order.
        var files: [Int] = []
    }

    private let places: [DocumentPath: Int]
    private let components: [DocumentPath: Files]

    /// - Parameter entries: By path in byte order.
    init(_ entries: [SiteEntry]) {
        var places: [DocumentPath: Int] = [:]
        places.reserveCapacity(entries.count)
        var components: [DocumentPath: Files] = [:]
        for (position, entry) in entries.enumerated() {
            places[entry.path] = position
            guard let component = entry.component else { continue }
            components[component.root, default: Files()].files.append(position)
            guard entry.kind == component.kind else { continue }
            let main = components[component.root]?.main
            if main.map({ entries[$0].path.segments.count > entry.path.segments.count }) ?? true {
                components[component.root]?.main = position
            }
        }
        self.places = places
        self.components = components
    }

    /// The place of the document that `path` means: a file, or what stands for a folder.
    func place(of path: [UInt8]) -> Int? {
        guard let path = try? DocumentPath(path) else { return nil }
        if let place = places[path] { return place }
        if let main = components[path]?.main { return main }
        for name in ["README.md", "SKILL.md", "index.md"] {
            if let file = try? path.appending(Array(name.utf8)), let place = places[file] { return place }
        }
        return nil
    }

    /// The files that stand for the components around the document at `place`, the innermost first.
    func holders(of place: Int, path: DocumentPath) -> [Int] {
        var holders: [Int] = []
        var folder = path.parent
        while let current = folder {
            if let main = components[current]?.main, main != place { holders.append(main) }
            folder = current.parent
        }
        return holders
    }

    /// The files of the component of `entry`.
    func files(of entry: SiteEntry) -> Files? {
        entry.component.flatMap { components[$0.root] }
    }

    /// Whether the document at `place` is found through the file that stands for its component.
    func isPart(_ place: Int, _ entry: SiteEntry) -> Bool {
        guard let main = files(of: entry)?.main else { return false }
        return main != place
    }
}
