public import SkillSplitHost

/// How to bring two libraries together.
public struct SyncRequest: Sendable {
    public enum Direction: Sendable, Hashable, CaseIterable {
        /// Carry changes of this side to the other only.
        case push
        /// Carry changes of the other side to this one only.
        case pull
        case both
    }

    /// What becomes of a file that both sides changed in ways that cannot be merged.
    public enum ConflictPolicy: String, Sendable, Hashable, CaseIterable {
        /// The other side's version keeps the path; this side's stands beside it under another name.
        case keepBoth = "keep-both"
        case local, remote
        /// The version that was stored last.
        case newer
        /// Leave both as they are.
        case fail
    }

    /// What the base is kept under: the address of the other library.
    public var remoteName: String
    public var direction = Direction.both
    public var conflicts = ConflictPolicy.keepBoth
    /// How many files a side may lose.
    public var deletionLimit = DeletionLimit.percent(50)
    public var isDryRun = false
    public var secrets = SecretPolicy()

    public init(remoteName: String) {
        self.remoteName = remoteName
    }
}

/// What a sync did.
public struct SyncReport: Sendable, Hashable {
    /// A file that both sides changed.
    public struct Conflict: Sendable, Hashable {
        public enum Resolution: String, Sendable, Hashable {
            case merged, keptBoth = "kept-both", local, remote, left
        }

        public let path: DocumentPath
        public let resolution: Resolution
        /// Where this side's version stands now; `nil` where it is not beside the other.
        public let copy: DocumentPath?
    }

    public internal(set) var unchanged = 0
    public internal(set) var pushed: [DocumentPath] = []
    public internal(set) var pulled: [DocumentPath] = []
    public internal(set) var deletedHere: [DocumentPath] = []
    public internal(set) var deletedThere: [DocumentPath] = []
    public internal(set) var conflicts: [Conflict] = []
    /// Files that changed while they were being carried; the next run takes them up.
    public internal(set) var overtaken: [DocumentPath] = []
    /// Files that could not be carried, and why.
    public internal(set) var failed: [ReportedFile<SkillSplitError>] = []

    public init() {}

    /// Whether both sides are the same now, as far as the direction asks for it.
    public var isComplete: Bool {
        overtaken.isEmpty && failed.isEmpty && conflicts.allSatisfy { $0.resolution != .left }
    }

    /// How many files were written or taken out on either side.
    public var changes: Int {
        pushed.count + pulled.count + deletedHere.count + deletedThere.count
            + conflicts.filter { $0.resolution != .left }.count
    }
}
