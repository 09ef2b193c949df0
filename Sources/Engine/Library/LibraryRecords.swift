import SkillSplitHost

/// Makes records of the files of a library, as a parser made them of the files on disk.
struct LibraryRecords: Sendable {
    let library: any LibrarySession

    /// The record of the file at `path`; `nil` where the library has none.
    func record(at path: DocumentPath) async throws(SkillSplitError) -> Record? {
        guard let file = try await library.file(at: path) else { return nil }
        return try await record(of: file)
    }

    /// The record of `file`.
    ///
    /// - Throws: ``SkillSplitError`` with the code `corrupt` when the library's bytes are not those that were ingested.
    func record(of file: StoredFile) async throws(SkillSplitError) -> Record {
        let content = try await library.content(of: file.path, positions: nil)
        let stored = try await library.sections(of: file.path)
        let hash = Hashing.file(content)
        guard hash == file.hash else {
            throw SkillSplitError(
                .corrupt,
                "the library's copy of '\(file.path)' is not what was ingested",
                remedy: "Run 'skill-split fsck', and ingest the file again."
            )
        }
        let document = try Document(
            source: SourceBuffer(content),
            sections: stored.map(Section.init),
            metadata: Metadata(
                name: file.name,
                description: file.description,
                fields: MetadataValue(json: file.metadata)?.object ?? []
            )
        )
        return Record(
            path: file.path,
            kind: file.kind,
            component: file.component,
            document: document,
            hash: hash,
            sectionHashes: stored.map(\.hash),
            permissions: file.permissions,
            linkTarget: file.linkTarget,
            parser: file.parser,
            diagnostics: try await library.diagnostics(of: file.path)
        )
    }
}

extension Section {
    init(_ stored: StoredSection) {
        self.init(
            kind: stored.kind,
            title: stored.title,
            depth: stored.depth,
            headingLevel: stored.headingLevel,
            range: stored.range
        )
    }
}
