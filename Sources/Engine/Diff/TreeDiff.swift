public import SkillSplitHost

/// Compares files section by section: of one library, of two, or of a library and the disk.
public struct TreeDiff: Sendable {
    /// One of the two things to compare.
    public enum Operand: Sendable {
        /// Everything in a library.
        case library(any LibrarySession)
        /// A file, a folder or a section of a library.
        case stored(any LibrarySession, SectionReference)
        /// A file or folder on disk.
        case disk([UInt8])
    }

    /// A file, on one side or on both.
    public struct File: Sendable, Hashable {
        /// Below what is compared; empty where that is the file.
        public let relativePath: [UInt8]
        public let mark: DifferenceMark
        /// `nil` where only one side has the file, or both have the same.
        public let sections: SectionDiff?
    }

    private let registry: PluginRegistry

    public init(registry: PluginRegistry) {
        self.registry = registry
    }

    /// The files of both sides, by path in byte order.
    ///
    /// - Throws: ``SkillSplitError`` where one side has nothing there, or cannot be read.
    public func compare(_ left: Operand, _ right: Operand) async throws(SkillSplitError) -> [File] {
        let left = try await ComparedSide(left, registry)
        let right = try await ComparedSide(right, registry)
        var result: [File] = []
        for path in Set(left.contents.keys).union(right.contents.keys).sorted(by: {
            $0.lexicographicallyPrecedes($1)
        }) {
            guard let one = left.contents[path] else {
                result.append(File(relativePath: path, mark: .onlyRight, sections: nil))
                continue
            }
            guard let other = right.contents[path] else {
                result.append(File(relativePath: path, mark: .onlyLeft, sections: nil))
                continue
            }
            let sections =
                one == other ? nil : SectionDiff(try await left.sections(path), try await right.sections(path))
            result.append(File(relativePath: path, mark: one == other ? .same : .differs, sections: sections))
        }
        return result
    }
}

/// What makes two files the same.
private struct ComparedContent: Hashable {
    let hash: ContentHash
    var linkTarget: [UInt8]?
}

/// The files of one side.
private struct ComparedSide {
    let contents: [[UInt8]: ComparedContent]
    let sections: ([UInt8]) async throws(SkillSplitError) -> [SectionDiff.Side]

    init(_ operand: TreeDiff.Operand, _ registry: PluginRegistry) async throws(SkillSplitError) {
        switch operand {
        case .library(let library): self = try await ComparedSide(library, below: nil)
        case .stored(let library, .file(let path)):
            if try await library.file(at: path) == nil {
                self = try await ComparedSide(library, below: path)
            } else {
                self = try await ComparedSide(library, section: .file(path))
            }
        case .stored(let library, let reference): self = try await ComparedSide(library, section: reference)
        case .disk(let path): self = try await ComparedSide(disk: path, registry)
        }
    }

    private init(
        contents: [[UInt8]: ComparedContent],
        _ sections: @escaping ([UInt8]) async throws(SkillSplitError) -> [SectionDiff.Side]
    ) {
        self.contents = contents
        self.sections = sections
    }

    /// The files of a library, or those below a folder of it.
    private init(_ library: any LibrarySession, below folder: DocumentPath?) async throws(SkillSplitError) {
        var contents: [[UInt8]: ComparedContent] = [:]
        let start = folder.map { $0.bytes.count + 1 } ?? 0
        try await LibraryReader(library).forEachFile(FileFilter(prefix: folder)) { file in
            let relative = Array(file.path.bytes.dropFirst(start))
            contents[relative] = ComparedContent(hash: file.hash, linkTarget: file.linkTarget)
        }
        if let folder, contents.isEmpty {
            throw SkillSplitError(
                .notFound,
                "the library has nothing at or below '\(folder)'",
                remedy: "List what it has with 'skill-split list'; a file on disk is written as ./FILE."
            )
        }
        self.init(contents: contents) { relative async throws(SkillSplitError) in
            let path: DocumentPath
            if let folder { path = try folder.appending(relative) } else { path = try DocumentPath(relative) }
            return try await library.sections(of: path).map { SectionDiff.Side($0) }
        }
    }

    /// A file, or a section of one with what is nested in it.
    private init(_ library: any LibrarySession, section reference: SectionReference) async throws(SkillSplitError) {
        let reader = LibraryReader(library)
        let located = try await reader.locate(reference)
        let content = ComparedContent(
            hash: Hashing.file(try await reader.read(located, .subtree)),
            linkTarget: located.file.linkTarget
        )
        var shown = located.sections
        if let position = located.position {
            shown = Array(shown[position...LibraryReader.end(ofSubtree: position, in: shown)])
        }
        self.init(contents: [[]: content]) { [shown] _ async throws(SkillSplitError) in
            shown.map { SectionDiff.Side($0) }
        }
    }

    private init(disk path: [UInt8], _ registry: PluginRegistry) async throws(SkillSplitError) {
        let root = try IngestRoot(path)
        let walk = try await TreeWalker(root).walk()
        if let failure = walk.failures.first { throw failure.error }
        let reader = FileReader(root)
        let isFile = root.fileName != nil
        var contents: [[UInt8]: ComparedContent] = [:]
        for entry in walk.entries {
            let relative = isFile ? [] : entry.relativePath
            switch entry.kind {
            case .link(let target):
                contents[relative] = ComparedContent(hash: Hashing.file([]), linkTarget: target)
            case .file:
                contents[relative] = ComparedContent(hash: Hashing.file(try reader.read(entry.relativePath).bytes))
            }
        }
        self.init(contents: contents) { [contents] relative async throws(SkillSplitError) in
            if contents[relative]?.linkTarget != nil { return [] }
            let file = relative.isEmpty ? path : root.folderPath + [.slash] + relative
            return SectionDiff.Side.all(of: try SingleFile(registry: registry).parse(file))
        }
    }
}
