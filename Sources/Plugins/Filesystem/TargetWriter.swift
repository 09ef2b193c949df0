import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes records below a target: stages them, and places all that are staged at once.
final class TargetWriter {
    private let target: TargetFolder
    private let path: String
    private let options: FilesystemSink.Options
    private let manifestFile: ManifestFile
    private var manifest: ExportManifest
    private var neighbours: Neighbours
    private var staged: [TargetPlace: StagedFile] = [:]
    /// Files that stood there as they should, and are skill-split's from the next commit on.
    private var adopted: [TargetPlace: (DocumentPath, TargetState)] = [:]
    /// Places whose newest state is certain, so that older ones can be forgotten in the end.
    private var settled: Set<TargetPlace> = []
    private var counter = 0

    init(_ path: String, options: FilesystemSink.Options) throws(TargetFailure) {
        self.path = path
        self.options = options
        target = try TargetFolder(path)
        manifestFile = ManifestFile(folder: target.descriptor, staging: target.staging, path: path)
        manifest = try manifestFile.read()
        // What a killed run added is put in order first, since more is added at the end.
        if !manifest.isInOrder { try manifestFile.replace(with: manifest) }
        neighbours = Neighbours(
            folding: options.isPortable ? .all : NameFolding(probing: target.staging),
            places: manifest.claims.keys
        )
    }

    /// Makes what `record` asks for in the staging folder, where the target has it not.
    func stage(_ record: Record) throws(TargetFailure) -> WriteOutcome {
        let place = try TargetPlace(of: record.path, strippingCollection: options.stripsCollection)
        let state = TargetState(record)
        let owner = staged[place]?.document ?? adopted[place]?.0 ?? manifest[place]?.document
        if let owner, owner != record.path { throw .taken(place, by: owner) }
        try checkNeighbours(of: place)
        if let pending = staged[place] {
            if pending.state == state { return .unchanged }
            try stage(record, state, at: place, replacing: pending.replaced)
            return .updated
        }
        switch try entry(at: place) {
        case .nothing:
            try stage(record, state, at: place, replacing: nil)
            return .inserted
        case .content(state, _):
            if manifest[place]?.states != [state] { adopted[place] = (record.path, state) }
            neighbours.insert(place)
            return .unchanged
        case .content(let found, let identity):
            let isOurs = manifest[place]?.states.contains(found) ?? false
            guard isOurs || options.overwrites else { throw .edited(place) }
            try stage(record, state, at: place, replacing: identity)
            return .updated
        case .other: throw .blocked(place)
        }
    }

    private func checkNeighbours(of place: TargetPlace) throws(TargetFailure) {
        if let rival = neighbours.rival(of: place) { throw .collides(place, with: rival) }
        guard let twin = neighbours.twin(of: place) else { return }
        guard staged[twin] == nil, case .nothing = try entry(at: twin) else {
            throw .collides(place, with: twin)
        }
        // Someone took it away.
        neighbours.remove(twin)
        manifest.remove(twin)
    }

    /// What stands at `place`, in a folder that can be written to.
    private func entry(at place: TargetPlace) throws(TargetFailure) -> TargetEntry {
        let parent = try target.parent(of: place)
        let folder =
            switch parent {
            case .found(let folder), .missing(let folder): folder
            }
        guard faccessat(folder, ".", W_OK | X_OK, AT_EACCESS) == 0 else { throw .system(errno, "\(place)") }
        var entry = TargetEntry.nothing
        if case .found = parent { entry = try TargetEntry.look(at: place.name, in: folder, of: place) }
        if case .nothing = entry { try checkNames(of: place) }
        return entry
    }

    /// Tries the names of a new file and of its folders, so that no commit fails for the sake of a name.
    private func checkNames(of place: TargetPlace) throws(TargetFailure) {
        for step in place.folders + [place] where !step.hasPlainName {
            let file = openat(target.staging, step.name, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw .system(errno, "\(place)") }
            close(file)
            unlinkat(target.staging, step.name, 0)
        }
    }

    private func stage(
        _ record: Record,
        _ state: TargetState,
        at place: TargetPlace,
        replacing replaced: EntryIdentity?
    ) throws(TargetFailure) {
        counter += 1
        let name = Array("\(counter).staged".utf8CString)
        do throws(SystemError) {
            try StagedFile.make(record, as: name, in: target.staging)
        } catch {
            throw .system(error.code, "\(path)/\(place)")
        }
        if let before = staged[place] { unlinkat(target.staging, before.name, 0) }
        staged[place] = StagedFile(place: place, document: record.path, state: state, name: name, replaced: replaced)
        neighbours.insert(place)
    }

    /// Puts everything that is staged into its place, or nothing.
    func commit() throws(TargetFailure) {
        guard !(staged.isEmpty && adopted.isEmpty) else { return }
        let files = staged.values.sorted { $0.place < $1.place }
        let news = files.map { ($0.place, $0.document, $0.state) } + adopted.map { ($0.key, $0.value.0, $0.value.1) }
        try manifestFile.append(news)
        if options.waitsForDisk { sync() }
        var placement = Placement()
        do throws(TargetFailure) {
            for file in files { try placement.place(file, in: target) }
        } catch {
            let undone = placement.undo(in: target)
            for file in files where !undone.contains(file.place) {
                manifest.add(file.state, at: file.place, of: file.document)
            }
            throw error
        }
        placement.settle(in: target)
        for (place, document, state) in news {
            manifest.add(state, at: place, of: document)
            settled.insert(place)
        }
        staged = [:]
        adopted = [:]
        if options.waitsForDisk { sync() }
    }

    func rollback() {
        for file in staged.values { unlinkat(target.staging, file.name, 0) }
        for place in Array(staged.keys) + Array(adopted.keys) where manifest[place] == nil { neighbours.remove(place) }
        staged = [:]
        adopted = [:]
    }

    /// Puts the manifest in order.
    func finish() throws(TargetFailure) {
        rollback()
        guard !settled.isEmpty else { return }
        for place in settled { manifest.settle(place) }
        try manifestFile.replace(with: manifest)
        settled = []
    }
}
