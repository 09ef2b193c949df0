/// A sink that can be read back: a library.
///
/// Reads see what was committed and what this session wrote since. Pages are keyset-paged: ask again with the last
/// item until a page comes back empty.
public protocol LibrarySession: SinkSession {
    /// The files that `filter` lets through, by path in byte order.
    ///
    /// - Parameters:
    ///   - filter: Which files.
    ///   - last: The last path of the page before; `nil` for the first page.
    ///   - limit: How many at the most.
    /// - Returns: A page; empty after the last file.
    /// - Throws: ``SkillSplitError`` when the library cannot be read.
    func files(
        _ filter: FileFilter,
        after last: DocumentPath?,
        limit: Int
    ) async throws(SkillSplitError) -> [StoredFile]

    /// The file at `path`; `nil` where the library has none.
    func file(at path: DocumentPath) async throws(SkillSplitError) -> StoredFile?

    /// The sections of the file at `path`, in order; empty where the library has no such file.
    func sections(of path: DocumentPath) async throws(SkillSplitError) -> [StoredSection]

    /// The section with `id`, and where it stands; `nil` where the library has none.
    func section(_ id: SectionID) async throws(SkillSplitError) -> (file: StoredFile, section: StoredSection)?

    /// The bytes of consecutive sections of the file at `path`, joined; `nil` for all of them.
    func content(of path: DocumentPath, positions: ClosedRange<Int>?) async throws(SkillSplitError) -> [UInt8]

    /// The sections that match, best first.
    func search(_ request: SearchRequest) async throws(SkillSplitError) -> SearchPage

    /// The diagnostics stored with the file at `path`.
    func diagnostics(of path: DocumentPath) async throws(SkillSplitError) -> [Diagnostic]

    /// Takes files out of the library; a path that it does not hold is passed over. Becomes durable with `commit()`.
    ///
    /// - Returns: How many files were taken out.
    func delete(_ paths: [DocumentPath]) async throws(SkillSplitError) -> Int

    /// A hash over each file's path, kind, mode, link and content, in path order: equal for equal libraries.
    func digest() async throws(SkillSplitError) -> ContentHash
}

/// The identity of a section inside one library; it survives an ingest of the file that leaves the section unchanged.
public struct SectionID: RawRepresentable, Sendable, Hashable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// A file of a library, without its content.
public struct StoredFile: Sendable, Hashable {
    public let path: DocumentPath
    public let kind: ComponentKind
    public let component: Component?
    public let name: String?
    public let description: String?
    /// The metadata fields as a JSON object.
    public let metadata: String
    public let hash: ContentHash
    /// In bytes.
    public let size: Int
    public let permissions: UInt16
    /// Where a symbolic link points; `nil` for a file.
    public let linkTarget: [UInt8]?
    public let parser: ParserIdentity
    public let sectionCount: Int

    public init(
        path: DocumentPath,
        kind: ComponentKind,
        component: Component?,
        name: String?,
        description: String?,
        metadata: String,
        hash: ContentHash,
        size: Int,
        permissions: UInt16,
        linkTarget: [UInt8]?,
        parser: ParserIdentity,
        sectionCount: Int
    ) {
        self.path = path
        self.kind = kind
        self.component = component
        self.name = name
        self.description = description
        self.metadata = metadata
        self.hash = hash
        self.size = size
        self.permissions = permissions
        self.linkTarget = linkTarget
        self.parser = parser
        self.sectionCount = sectionCount
    }
}

/// A section of a library, without its content.
public struct StoredSection: Sendable, Hashable {
    public let id: SectionID
    /// The place among the file's sections, from 0.
    public let position: Int
    /// The position of the parent; `nil` at the top.
    public let parent: Int?
    public let kind: Section.Kind
    public let title: String
    public let depth: Int
    public let headingLevel: Int?
    /// The part of the address after the `#`.
    public let address: String
    /// The section's own bytes in the file.
    public let range: ByteRange
    /// Lines from 1 in the file.
    public let lines: ClosedRange<Int>
    public let hash: SectionHash

    public init(
        id: SectionID,
        position: Int,
        parent: Int?,
        kind: Section.Kind,
        title: String,
        depth: Int,
        headingLevel: Int?,
        address: String,
        range: ByteRange,
        lines: ClosedRange<Int>,
        hash: SectionHash
    ) {
        self.id = id
        self.position = position
        self.parent = parent
        self.kind = kind
        self.title = title
        self.depth = depth
        self.headingLevel = headingLevel
        self.address = address
        self.range = range
        self.lines = lines
        self.hash = hash
    }
}

/// Which files of a library are meant; an empty list means all.
public struct FileFilter: Sendable, Hashable {
    public var kinds: [ComponentKind]
    public var collections: [String]
    /// Only this file, or the files below this folder.
    public var prefix: DocumentPath?

    public init(kinds: [ComponentKind] = [], collections: [String] = [], prefix: DocumentPath? = nil) {
        self.kinds = kinds
        self.collections = collections
        self.prefix = prefix
    }

    public static let all = FileFilter()
}
