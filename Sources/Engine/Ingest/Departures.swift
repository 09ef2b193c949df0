import SkillSplitHost

/// The files that a library holds of a root and that a walk of it did not meet: gone, or under another path now.
struct Departures: Sendable {
    /// What the library holds of the root.
    private let known: Set<DocumentPath>
    private(set) var paths: Set<DocumentPath>
    private var byContent: [ContentHash: [DocumentPath]] = [:]

    /// How many files the library held of the root.
    var total: Int { known.count }

    /// Compares what a library holds with what a walk met.
    ///
    /// - Parameters:
    ///   - known: What the library holds of the root.
    ///   - met: What the walk met, by path in byte order.
    ///   - unseen: What the walk could not look at, and so does not know to be gone.
    init(of known: [DocumentPath], met: [DocumentPath], unseen: [DocumentPath]) {
        self.known = Set(known)
        paths = self.known.subtracting(met)
        if !unseen.isEmpty {
            paths = paths.filter { path in !unseen.contains { path.isInside($0) } }
        }
    }

    /// Looks up what the files held, so that they are known under another path.
    mutating func readHashes(from library: any RenamingLibrary) async throws(SkillSplitError) {
        for path in paths.sorted().reversed() {
            guard let file = try await library.file(at: path) else { continue }
            byContent[file.hash, default: []].append(path)
        }
    }

    /// The path that a file of this content had, which is no departure then; preferably one of the same name.
    mutating func takeOrigin(of record: Record) -> DocumentPath? {
        guard var candidates = byContent[record.hash], !known.contains(record.path) else { return nil }
        let place = candidates.lastIndex { $0.name == record.path.name } ?? candidates.indices.last
        guard let place else { return nil }
        let path = candidates.remove(at: place)
        byContent[record.hash] = candidates
        paths.remove(path)
        return path
    }
}
