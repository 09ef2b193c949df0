import Crypto
public import SkillSplitHost

extension Record {
    /// A record of `text`, with every hash computed, split where a line begins with `#` characters and a space.
    ///
    /// - Parameters:
    ///   - path: `<collection>/<path>`.
    ///   - text: The content.
    ///   - kind: What the file is.
    ///   - permissions: The mode bits.
    ///   - metadata: What the file says of itself.
    ///   - component: The component that it belongs to.
    ///   - diagnostics: Findings to store with it.
    ///   - origin: Where it was read from.
    /// - Returns: The record.
    /// - Throws: ``SkillSplitError`` when `path` is not a document path.
    public static func make(
        _ path: String,
        _ text: String,
        kind: ComponentKind = .documentation,
        permissions: UInt16 = 0o644,
        metadata: Metadata = Metadata(),
        component: Component? = nil,
        diagnostics: [Diagnostic] = [],
        origin: FileOrigin? = nil
    ) throws(SkillSplitError) -> Record {
        try make(
            path: try DocumentPath(path),
            bytes: Array(text.utf8),
            kind: kind,
            permissions: permissions,
            metadata: metadata,
            component: component,
            diagnostics: diagnostics,
            origin: origin
        )
    }

    /// A record of `bytes`, as ``make(_:_:kind:permissions:metadata:component:diagnostics:origin:)``.
    public static func make(
        path: DocumentPath,
        bytes: [UInt8],
        kind: ComponentKind = .documentation,
        permissions: UInt16 = 0o644,
        metadata: Metadata = Metadata(),
        component: Component? = nil,
        diagnostics: [Diagnostic] = [],
        origin: FileOrigin? = nil
    ) throws(SkillSplitError) -> Record {
        let document = try Document(
            source: SourceBuffer(bytes),
            sections: SimpleHeadings.sections(of: bytes),
            metadata: metadata
        )
        return Record(
            path: path,
            kind: kind,
            component: component,
            document: document,
            hash: ContentHash(of: bytes),
            sectionHashes: document.sections.indices.map { SectionHash(of: document.ownBytes(at: $0)) },
            permissions: permissions,
            parser: .testing,
            diagnostics: diagnostics,
            origin: origin
        )
    }

    /// A record of a symbolic link.
    ///
    /// - Throws: ``SkillSplitError`` when `path` is not a document path.
    public static func makeLink(_ path: String, to target: String) throws(SkillSplitError) -> Record {
        Record(
            path: try DocumentPath(path),
            kind: .asset,
            document: Document(whole: SourceBuffer([]), kind: .bytes, title: ""),
            hash: ContentHash(of: []),
            sectionHashes: [],
            permissions: 0o777,
            linkTarget: Array(target.utf8),
            parser: .testing
        )
    }
}

extension ParserIdentity {
    /// The parser that test records claim to come from.
    public static let testing = ParserIdentity(id: "testing", version: 1)
}

extension ContentHash {
    /// The SHA-256 of `bytes`.
    public init(of bytes: [UInt8]) {
        guard let hash = ContentHash(SHA256.hash(data: bytes)) else { preconditionFailure("SHA-256 has 32 bytes") }
        self = hash
    }
}

extension SectionHash {
    /// The first half of the SHA-256 of `bytes`.
    public init(of bytes: ArraySlice<UInt8>) {
        guard let hash = SectionHash(SHA256.hash(data: bytes)) else { preconditionFailure("SHA-256 has 32 bytes") }
        self = hash
    }
}
