import SkillSplitHost

/// What is to be done about one path.
struct SyncStep: Sendable, Hashable {
    enum Action: Sendable, Hashable {
        /// Both have the same, but did not agree on it yet.
        case agree
        /// Only this side changed it.
        case push
        /// Only the other side changed it.
        case pull
        /// Both changed it.
        case resolve
    }

    let path: DocumentPath
    let base: FileFingerprint?
    let local: FileFingerprint?
    let remote: FileFingerprint?
    let action: Action
}

/// Compares three listings path by path.
struct SyncPlan {
    private(set) var steps: [SyncStep] = []
    private(set) var unchanged = 0
    let localCount: Int
    let remoteCount: Int

    /// Makes a plan of listings in path order.
    init(base: [FingerprintedFile], local: [FingerprintedFile], remote: [FingerprintedFile]) {
        localCount = local.count
        remoteCount = remote.count
        var cursors = [Cursor(base), Cursor(local), Cursor(remote)]
        while let path = cursors.compactMap(\.path).min() {
            let prints = cursors.indices.map { cursors[$0].take(path) }
            let (base, local, remote) = (prints[0], prints[1], prints[2])
            let action: SyncStep.Action
            if local == remote {
                guard base != local else {
                    unchanged += 1
                    continue
                }
                action = .agree
            } else if remote == base {
                action = .push
            } else if local == base {
                action = .pull
            } else {
                action = .resolve
            }
            steps.append(SyncStep(path: path, base: base, local: local, remote: remote, action: action))
        }
    }

    /// How many files would go from each side.
    var deletions: (local: Int, remote: Int) {
        (
            steps.filter { $0.action == .pull && $0.remote == nil }.count,
            steps.filter { $0.action == .push && $0.local == nil }.count
        )
    }
}

/// Goes through a listing in step with others.
private struct Cursor {
    private let files: [FingerprintedFile]
    private var index = 0

    init(_ files: [FingerprintedFile]) {
        self.files = files
    }

    var path: DocumentPath? { index < files.count ? files[index].path : nil }

    /// The fingerprint of `path`, where the listing stands at it.
    mutating func take(_ path: DocumentPath) -> FileFingerprint? {
        guard self.path == path else { return nil }
        defer { index += 1 }
        return files[index].fingerprint
    }
}
