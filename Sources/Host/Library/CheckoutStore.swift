/// A session that remembers what was deployed where on this machine.
///
/// Like everything else of a session, what is written becomes durable with `commit()`.
public protocol CheckoutStore: SinkSession {
    /// The checkouts that have not ended, by target in byte order.
    func checkouts() async throws(SkillSplitError) -> [Checkout]

    /// Stores a checkout, in place of the one with its id.
    func put(_ checkout: Checkout) async throws(SkillSplitError)

    /// Notes that a checkout has ended; one that is unknown is passed over.
    func end(_ checkout: Checkout.ID) async throws(SkillSplitError)

    /// The folder that components of `kind` are deployed to, with `~` for the home folder; `nil` where none is known.
    func deploymentPath(of kind: ComponentKind) async throws(SkillSplitError) -> String?
}

/// Files of a library that stand somewhere else on this machine, and what they were then.
public struct Checkout: Sendable, Hashable {
    public struct ID: RawRepresentable, Sendable, Hashable {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }
    }

    public let id: ID
    public let source: CheckoutSource
    public let kind: ComponentKind
    /// The URL of the library, without credentials; `nil` for the one that remembers the checkout.
    public let library: String?
    /// Absolute, without links in the folders above it.
    public let target: [UInt8]
    public let user: String
    /// In seconds since 1970.
    public let startedAt: Int64
    /// By path below the target, in byte order.
    public var files: [CheckedOutFile]
    /// How far the files are on their way to the target; `nil` once they stand there.
    public var placement: Placement?
    /// What was written into a settings file, and is taken out again in the end.
    public var settings: SettingsEdit?

    public init(
        id: ID,
        source: CheckoutSource,
        kind: ComponentKind,
        library: String?,
        target: [UInt8],
        user: String,
        startedAt: Int64,
        files: [CheckedOutFile],
        placement: Placement? = nil,
        settings: SettingsEdit? = nil
    ) {
        self.id = id
        self.source = source
        self.kind = kind
        self.library = library
        self.target = target
        self.user = user
        self.startedAt = startedAt
        self.files = files
        self.placement = placement
        self.settings = settings
    }
}

/// What of a library a checkout shows.
public struct CheckoutSource: Sendable, Hashable {
    /// A file, or the folder of a component.
    public let path: DocumentPath
    /// The section of the file that stands for it; `nil` for all of it.
    public let address: String?
    /// Whether the heading lines of Markdown were left out, so that edits cannot come back.
    public let stripsHeadings: Bool

    public init(path: DocumentPath, address: String? = nil, stripsHeadings: Bool = false) {
        self.path = path
        self.address = address
        self.stripsHeadings = stripsHeadings
    }
}

/// One file of a checkout as it was written.
public struct CheckedOutFile: Sendable, Hashable {
    /// Below the target, with `/` between; empty where the target is the file.
    public let relativePath: [UInt8]
    public let path: DocumentPath
    /// Of the bytes that were written.
    public let hash: ContentHash
    public let permissions: UInt16
    /// Where a symbolic link points; `nil` for a file.
    public let linkTarget: [UInt8]?
    /// The sections that were written, in order, for a merge.
    public let sections: [SectionHash]

    public init(
        relativePath: [UInt8],
        path: DocumentPath,
        hash: ContentHash,
        permissions: UInt16,
        linkTarget: [UInt8]?,
        sections: [SectionHash]
    ) {
        self.relativePath = relativePath
        self.path = path
        self.hash = hash
        self.permissions = permissions
        self.linkTarget = linkTarget
        self.sections = sections
    }
}

/// Files in the making beside a target, which change places with what stands there in one step.
public struct Placement: Sendable, Hashable {
    /// Where they are made, absolute; what stood at the target comes to stand there.
    public let staged: [UInt8]
    /// Which file or folder they are, by its place on the disk; `nil` until it is made.
    public var identity: FileIdentity?

    public init(staged: [UInt8], identity: FileIdentity? = nil) {
        self.staged = staged
        self.identity = identity
    }
}

/// What a file or folder stays when it is renamed.
public struct FileIdentity: Sendable, Hashable {
    public let device: UInt64
    public let inode: UInt64

    public init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }
}

/// A change to the text of a settings file, and how to take it back.
public struct SettingsEdit: Sendable, Hashable {
    /// Of the settings file, absolute.
    public let path: [UInt8]
    /// The plugin that was enabled, `name@marketplace`.
    public let plugin: String
    /// What was written.
    public let inserted: String
    /// What stood there before.
    public let replaced: String
    /// Whether there was no file before.
    public let createdFile: Bool

    public init(path: [UInt8], plugin: String, inserted: String, replaced: String, createdFile: Bool) {
        self.path = path
        self.plugin = plugin
        self.inserted = inserted
        self.replaced = replaced
        self.createdFile = createdFile
    }
}
