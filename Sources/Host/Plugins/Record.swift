/// A parsed file on its way to the sinks.
public struct Record: Sendable {
    public let path: DocumentPath
    public let kind: ComponentKind
    public let component: Component?
    public let document: Document
    public let outline: Outline
    /// Of the file's bytes.
    public let hash: ContentHash
    /// Of each section's own bytes, in order.
    public let sectionHashes: [SectionHash]
    /// The permission bits, such as `0o755`.
    public let permissions: UInt16
    /// Where a symbolic link points, as it is written in the link; `nil` for a file.
    ///
    /// A link's document is empty.
    public let linkTarget: [UInt8]?
    public let parser: ParserIdentity
    public let diagnostics: [Diagnostic]
    /// Where the file was read from on this machine; `nil` where it came from elsewhere.
    public let origin: FileOrigin?

    /// Makes a record; `outline` is that of `document`, for a caller that has it already.
    public init(
        path: DocumentPath,
        kind: ComponentKind,
        component: Component? = nil,
        document: Document,
        outline: Outline? = nil,
        hash: ContentHash,
        sectionHashes: [SectionHash],
        permissions: UInt16 = 0o644,
        linkTarget: [UInt8]? = nil,
        parser: ParserIdentity,
        diagnostics: [Diagnostic] = [],
        origin: FileOrigin? = nil
    ) {
        self.path = path
        self.kind = kind
        self.component = component
        self.document = document
        self.outline = outline ?? Outline(of: document)
        self.hash = hash
        self.sectionHashes = sectionHashes
        self.permissions = permissions
        self.linkTarget = linkTarget
        self.parser = parser
        self.diagnostics = diagnostics
        self.origin = origin
    }
}

/// Which parser, in which version and with which options, made a document.
public struct ParserIdentity: Sendable, Hashable {
    public let id: String
    public let version: Int
    /// The options as sorted `key=value` pairs joined by `&`, and as `among` a fingerprint of the parsers it was chosen
    /// among, since another set of them might have chosen another one.
    public let options: String

    public init(id: String, version: Int, options: String = "") {
        self.id = id
        self.version = version
        self.options = options
    }
}

/// Where a file was read on this machine.
public struct FileOrigin: Sendable, Hashable {
    /// The ingested root, absolute.
    public let root: [UInt8]
    /// What `lstat` said; `nil` where the file changed so lately that an equal stamp would prove nothing.
    public let stamp: FileStamp?

    public init(root: [UInt8], stamp: FileStamp?) {
        self.root = root
        self.stamp = stamp
    }
}
