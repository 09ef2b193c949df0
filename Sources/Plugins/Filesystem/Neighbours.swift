import SkillSplitHost

/// The files of a target, to find those that cannot stand beside a new one.
struct Neighbours {
    private let folding: NameFolding
    /// Written by this session.
    private var files: Set<TargetPlace> = []
    /// How many of `files` stand in each folder or below it.
    private var folders: [TargetPlace: Int] = [:]
    /// All files that the target has, by what its file system takes them for.
    private var folded: [NameFolding.Key: TargetPlace] = [:]

    /// - Parameters:
    ///   - folding: Of the target's file system.
    ///   - places: Of the files that earlier sessions wrote.
    init(folding: NameFolding, places: some Sequence<TargetPlace>) {
        self.folding = folding
        for place in places {
            if let key = folding.key(of: place) { folded[key] = place }
        }
    }

    /// A file whose path the file system takes for `place`, though it is another.
    func twin(of place: TargetPlace) -> TargetPlace? {
        folding.key(of: place).flatMap { folded[$0] }.flatMap { $0 == place ? nil : $0 }
    }

    /// A file of this session that would have to be a folder, or that needs one where `place` is.
    func rival(of place: TargetPlace) -> TargetPlace? {
        if folders[place] != nil { return files.first { $0.path.isInside(place.path) } }
        return place.folders.first { files.contains($0) }
    }

    mutating func insert(_ place: TargetPlace) {
        guard files.insert(place).inserted else { return }
        for folder in place.folders { folders[folder, default: 0] += 1 }
        if let key = folding.key(of: place) { folded[key] = place }
    }

    mutating func remove(_ place: TargetPlace) {
        if let key = folding.key(of: place), folded[key] == place { folded[key] = nil }
        guard files.remove(place) != nil else { return }
        for folder in place.folders {
            if let count = folders[folder] { folders[folder] = count == 1 ? nil : count - 1 }
        }
    }
}
