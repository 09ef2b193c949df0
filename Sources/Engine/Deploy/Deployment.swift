import SkillSplitHost

/// What a checkout shows, as the library has it now.
struct Deployment: Sendable {
    let source: CheckoutSource
    let kind: ComponentKind
    /// In path order; a folder has at least one.
    let files: [StoredFile]
    let isFolder: Bool
    /// Whether it is a thing of its kind, and no folder of several.
    let isComponent: Bool

    private let library: any LibrarySession

    /// Looks up `source`; `nil` where the library has nothing there.
    init?(ifPresent source: CheckoutSource, in library: any LibrarySession) async throws(SkillSplitError) {
        do throws(SkillSplitError) {
            self = try await Deployment(source, in: library)
            // A section may have gone.
            for file in files where source.address != nil {
                _ = try range(in: try await library.sections(of: file.path))
            }
        } catch  where error.code == .notFound {
            return nil
        }
    }

    /// Looks up `source`.
    ///
    /// - Throws: ``SkillSplitError`` with the code `notFound` where the library has nothing there.
    init(_ source: CheckoutSource, in library: any LibrarySession) async throws(SkillSplitError) {
        self.source = source
        self.library = library
        if let file = try await library.file(at: source.path) {
            files = [file]
            kind = file.kind
            isFolder = false
            isComponent = true
            return
        }
        var files: [StoredFile] = []
        try await LibraryReader(library).forEachFile(FileFilter(prefix: source.path)) { files.append($0) }
        guard !files.isEmpty else {
            throw SkillSplitError(
                .notFound,
                "the library has nothing at or below '\(source.path)'",
                remedy: "List what it has with 'skill-split list'."
            )
        }
        let component = files.lazy.compactMap(\.component).first { $0.root == source.path }
        kind = component?.kind ?? files[0].kind
        isComponent = component != nil
        self.files = files
        isFolder = true
    }

    /// Where `file` stands below the target.
    func relativePath(of file: StoredFile) -> [UInt8] {
        isFolder ? Array(file.path.bytes.dropFirst(source.path.bytes.count + 1)) : []
    }

    /// The file that stands at `relativePath` below the target.
    func file(at relativePath: [UInt8]) -> StoredFile? {
        files.first { self.relativePath(of: $0) == relativePath }
    }

    /// What a checkout would write now, by path below the target; reads only what it has to.
    func states() async throws(SkillSplitError) -> [[UInt8]: FileState] {
        var states: [[UInt8]: FileState] = [:]
        for file in files {
            states[relativePath(of: file)] = isWhole(file) ? FileState(file) : try await deployed(file).state
        }
        return states
    }

    /// Every file with what a checkout writes.
    func deployedFiles() async throws(SkillSplitError) -> [DeployedFile] {
        var deployed: [DeployedFile] = []
        for file in files { deployed.append(try await self.deployed(file)) }
        return deployed
    }

    /// `file` with what a checkout writes.
    func deployed(_ file: StoredFile) async throws(SkillSplitError) -> DeployedFile {
        var sections = try await library.sections(of: file.path)
        var bytes = try await library.content(of: file.path, positions: nil)
        guard Hashing.file(bytes) == file.hash else { throw .damaged(file.path) }
        if let range = try range(in: sections) {
            bytes = Array(
                bytes[sections[range.lowerBound].range.lowerBound..<sections[range.upperBound].range.upperBound]
            )
            sections = Array(sections[range])
        }
        if source.stripsHeadings { bytes = HeadingStripper.strip(bytes, sections) }
        return DeployedFile(
            relativePath: relativePath(of: file),
            path: file.path,
            bytes: bytes,
            permissions: file.permissions,
            linkTarget: file.linkTarget,
            sections: sections.map(\.hash)
        )
    }

    /// The positions of the section that stands for the file, with all that is nested in it.
    func range(in sections: [StoredSection]) throws(SkillSplitError) -> ClosedRange<Int>? {
        guard let address = source.address else { return nil }
        guard let section = sections.first(where: { $0.address == address }) else {
            throw SkillSplitError(
                .notFound,
                "'\(source.path)' has no section '\(address)'",
                remedy: "List its sections with 'skill-split tree \(source.path)'."
            )
        }
        return section.position...LibraryReader.end(ofSubtree: section.position, in: sections)
    }

    private func isWhole(_ file: StoredFile) -> Bool {
        source.address == nil && !(source.stripsHeadings && file.linkTarget == nil)
    }
}

extension SkillSplitError {
    static func damaged(_ path: DocumentPath) -> Self {
        SkillSplitError(
            .corrupt,
            "the library's copy of '\(path)' is not what was ingested",
            remedy: "Run 'skill-split fsck', and ingest the file again."
        )
    }
}
