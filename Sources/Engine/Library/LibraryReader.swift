public import SkillSplitHost

/// Reads sections of a library by reference.
public struct LibraryReader: Sendable {
    private let library: any LibrarySession

    public init(_ library: any LibrarySession) {
        self.library = library
    }

    /// How much of a section to read.
    public enum Extent: Sendable, Hashable {
        /// The section's own bytes, up to the next section of any depth.
        case own
        /// The section and all that are nested in it.
        case subtree
    }

    /// The file and section that `reference` names.
    ///
    /// - Throws: ``SkillSplitError`` with the code `not-found`, naming what comes near.
    public func locate(_ reference: SectionReference) async throws(SkillSplitError) -> LocatedSection {
        switch reference {
        case .id(let id):
            guard let (file, section) = try await library.section(id) else { throw .noSection(id) }
            let sections = try await library.sections(of: file.path)
            return LocatedSection(file: file, sections: sections, position: section.position)
        case .address(let path, let address):
            let file = try await file(at: path)
            let sections = try await library.sections(of: path)
            guard let section = sections.first(where: { $0.address == address }) else {
                throw .noAddress(address, in: path, known: sections.map(\.address))
            }
            return LocatedSection(file: file, sections: sections, position: section.position)
        case .file(let path):
            return LocatedSection(
                file: try await file(at: path),
                sections: try await library.sections(of: path),
                position: nil
            )
        }
    }

    /// The bytes of what was located.
    public func read(_ located: LocatedSection, _ extent: Extent) async throws(SkillSplitError) -> [UInt8] {
        guard let position = located.position else {
            return try await library.content(of: located.file.path, positions: nil)
        }
        let last = extent == .own ? position : Self.end(ofSubtree: position, in: located.sections)
        return try await library.content(of: located.file.path, positions: position...last)
    }

    /// The next section at the same depth below the same parent, or the first one nested in `position`.
    public static func next(after position: Int, in sections: [StoredSection], child: Bool) -> StoredSection? {
        let end = end(ofSubtree: position, in: sections)
        if child { return end > position ? sections[position + 1] : nil }
        guard end + 1 < sections.count, sections[end + 1].parent == sections[position].parent else { return nil }
        return sections[end + 1]
    }

    /// The last position of the subtree of the section at `position`.
    public static func end(ofSubtree position: Int, in sections: [StoredSection]) -> Int {
        var end = position
        while end + 1 < sections.count, sections[end + 1].depth > sections[position].depth { end += 1 }
        return end
    }

    /// Calls `body` with each file that `filter` lets through, in path order, in pages.
    public func forEachFile(
        _ filter: FileFilter = .all,
        _ body: (StoredFile) async throws(SkillSplitError) -> Void
    ) async throws(SkillSplitError) {
        var last: DocumentPath?
        while true {
            let page = try await library.files(filter, after: last, limit: 1000)
            guard let end = page.last else { return }
            for file in page { try await body(file) }
            last = end.path
        }
    }

    private func file(at path: DocumentPath) async throws(SkillSplitError) -> StoredFile {
        if let file = try await library.file(at: path) { return file }
        throw SkillSplitError(
            .notFound,
            "the library has no file '\(path)'",
            remedy: "List what it has with 'skill-split list', or find it with 'skill-split search'."
        )
    }
}

extension SkillSplitError {
    fileprivate static func noSection(_ id: SectionID) -> Self {
        SkillSplitError(
            .notFound,
            "the library has no section \(id.rawValue)",
            remedy: "List the sections of a file with 'skill-split tree PATH'."
        )
    }

    fileprivate static func noAddress(_ address: String, in path: DocumentPath, known: [String]) -> Self {
        let nearest = known.min {
            EditDistance.between($0, address) < EditDistance.between($1, address)
        }
        let suggestion = nearest.map { "Did you mean '\(path)#\($0)'? " } ?? ""
        return SkillSplitError(
            .notFound,
            "'\(path)' has no section '\(address)'",
            remedy: "\(suggestion)List its sections with 'skill-split tree \(path)'."
        )
    }
}
