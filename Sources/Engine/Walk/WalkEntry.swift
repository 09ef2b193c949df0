public import SkillSplitHost

/// A file or link that a walk found and no rule left out.
public struct WalkEntry: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case file
        /// A symbolic link with its target as it is written; it is never followed.
        case link(target: [UInt8])
    }

    /// Below the root, with `/` between; the file's name where the root is a file.
    public let relativePath: [UInt8]
    public let kind: Kind
    /// What `lstat` said.
    public let stamp: FileStamp
    /// Whether an equal stamp later proves that a link is the same; for a file ask ``FileContent``, since it is read
    /// after the walk.
    public let isStampTrustworthy: Bool

    public init(relativePath: [UInt8], kind: Kind, stamp: FileStamp, isStampTrustworthy: Bool = false) {
        self.relativePath = relativePath
        self.kind = kind
        self.stamp = stamp
        self.isStampTrustworthy = isStampTrustworthy
    }

    /// Where a link points, as it is written in it; `nil` for a file.
    var linkTarget: [UInt8]? {
        if case .link(let target) = kind { target } else { nil }
    }

    /// Whether its owner may run it; the bits of a link say nothing.
    var isExecutableFile: Bool { kind == .file && stamp.mode & 0o100 != 0 }
}

/// Something that a walk met and a rule left out; a folder counts once, with all that it holds.
public struct SkippedEntry: Sendable, Hashable {
    public let relativePath: [UInt8]
    public let isFolder: Bool
    public let reason: SkipReason
}

/// Something that a walk met and could not look at.
public struct WalkFailure: Sendable, Hashable {
    public let relativePath: [UInt8]
    public let isFolder: Bool
    public let error: SkillSplitError
}

/// What a walk found, each list in byte order of the paths.
///
/// Every file, link, special file and left-out folder that the walk met stands in exactly one of the first three.
public struct WalkResult: Sendable {
    public var entries: [WalkEntry] = []
    public var skipped: [SkippedEntry] = []
    public var failures: [WalkFailure] = []
    /// The folders that were listed, below the root; the root itself is the empty path.
    public var folders: [[UInt8]] = []

    /// How many files the walk met.
    public var metCount: Int { entries.count + skipped.count + failures.count }
}
