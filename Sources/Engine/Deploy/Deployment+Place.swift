public import SkillSplitHost

extension Deployment {
    /// What the file or folder is called.
    var name: [UInt8] { Array(source.path.bytes[...].lastSegment) }

    /// Where the component stands below the folder that its kind is deployed to.
    ///
    /// A file keeps the folders that say more about it, such as the namespace of a command: what follows the last folder
    /// of its path that is called as the deployment folder is.
    func path(below folder: String) -> [UInt8] {
        guard !isFolder, let last = folder.split(separator: "/").last else { return name }
        let segments = source.path.segments
        let marker = segments.dropLast().lastIndex { $0.elementsEqual(last.utf8) }
        guard let marker else { return name }
        return Array(segments[(marker + 1)...].joined(separator: [UInt8.slash]))
    }
}

extension CheckoutSource {
    /// Finds what a person means by `reference`: a path, the name of a component, or `path#address`.
    ///
    /// The file that makes a component, such as `SKILL.md`, stands for all of it.
    ///
    /// - Throws: ``SkillSplitError`` with the code `notFound`, or `usage` where several components have the name.
    public static func find(
        _ reference: String,
        section: String? = nil,
        stripsHeadings: Bool = false,
        in library: any LibrarySession
    ) async throws(SkillSplitError) -> CheckoutSource {
        let hash = section == nil ? reference.lastIndex(of: "#") : nil
        let address = section ?? hash.map { String(reference[reference.index(after: $0)...]) }
        let text = hash.map { String(reference[..<$0]) } ?? reference
        let path = try DocumentPath(text.hasSuffix("/") ? String(text.dropLast()) : text)
        func source(_ path: DocumentPath) -> CheckoutSource {
            CheckoutSource(path: path, address: address, stripsHeadings: stripsHeadings)
        }
        if let file = try await library.file(at: path) {
            guard address == nil, let component = file.component, file.kind == component.kind else {
                return source(path)
            }
            return source(component.root)
        }
        if try await library.files(FileFilter(prefix: path), after: nil, limit: 1).first != nil {
            guard address == nil else { throw .sectionOfFolder(path) }
            return source(path)
        }
        let found = try await named(text, in: library)
        guard let first = found.first else { throw .unknownComponent(text) }
        guard found.count == 1 else { throw .ambiguous(text, found) }
        return address == nil ? source(first.component?.root ?? first.path) : source(first.path)
    }

    /// The files that make components called `name`.
    private static func named(
        _ name: String,
        in library: any LibrarySession
    ) async throws(SkillSplitError) -> [StoredFile] {
        var found: [StoredFile] = []
        let filter = FileFilter(kinds: [.skill, .command, .agent, .hook, .plugin, .outputStyle])
        try await LibraryReader(library).forEachFile(filter) { file throws(SkillSplitError) in
            let isOwn = file.component.map { $0.kind == file.kind } ?? true
            if isOwn, file.name == name || file.component?.folderName == name { found.append(file) }
        }
        // A component may be made by several files.
        var roots: Set<DocumentPath> = []
        return found.filter { roots.insert($0.component?.root ?? $0.path).inserted }
    }
}

extension SkillSplitError {
    fileprivate static func sectionOfFolder(_ path: DocumentPath) -> Self {
        SkillSplitError(
            .usage,
            "'\(path)' is a folder, which has no sections",
            remedy: "Name the file that has the section."
        )
    }

    fileprivate static func unknownComponent(_ name: String) -> Self {
        SkillSplitError(
            .notFound,
            "the library has neither a file nor a component '\(name)'",
            remedy: "List what it has with 'skill-split list', or find it with 'skill-split search'."
        )
    }

    fileprivate static func ambiguous(_ name: String, _ files: [StoredFile]) -> Self {
        let paths = files.map { "\($0.component?.root ?? $0.path)" }
        return SkillSplitError(
            .usage,
            "\(files.count) components are called '\(name)'",
            remedy: "Name one by its path: \(paths.prefix(8).joined(separator: ", "))\(paths.count > 8 ? ", …" : "")."
        )
    }
}
