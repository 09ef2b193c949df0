public import SkillSplitHost

/// Makes a new component out of sections of any files.
public struct Composer: Sendable {
    public struct Request: Sendable {
        /// In the order that they are to have.
        public var references: [SectionReference]
        /// `nil` for the title of the first section.
        public var title: String?
        /// `nil` for a sentence that names the sections.
        public var description: String?
        public var kind = ComponentKind.skill
        /// Whether what is nested in a section comes with it.
        public var includesSubsections = false

        public init(_ references: [SectionReference]) {
            self.references = references
        }
    }

    public struct Composition: Sendable {
        /// The whole file.
        public let bytes: [UInt8]
        public let title: String
        /// Where each part comes from, as `path#address`.
        public let sources: [String]
        /// What the parser of the kind has to say; never an error.
        public let diagnostics: [Diagnostic]
    }

    private let library: any LibrarySession
    private let registry: PluginRegistry

    public init(library: any LibrarySession, registry: PluginRegistry) {
        self.library = library
        self.registry = registry
    }

    /// Puts the sections together, and reads the result back to see that it has them all.
    ///
    /// - Throws: ``SkillSplitError`` where a section is missing or named twice, or the result would not be what was asked
    ///   for.
    public func compose(_ request: Request) async throws(SkillSplitError) -> Composition {
        var parts: [ComposedPart] = []
        for reference in request.references {
            let located = try await LibraryReader(library).locate(reference)
            guard let section = located.section else {
                throw SkillSplitError(
                    .usage,
                    "'\(located.file.path)' is a file, not a section",
                    remedy: "Name sections as path#address; 'skill-split tree' lists them."
                )
            }
            let source = "\(located.file.path)#\(section.address)"
            guard !parts.contains(where: { $0.source == source }) else { throw .named(twice: source) }
            parts.append(try await ComposedPart(located, section, request.includesSubsections, library))
        }
        guard let first = parts.first else {
            throw SkillSplitError(.usage, "no section is named", remedy: "Name sections with --sections A,B,….")
        }
        let title = request.title ?? (first.title.isEmpty ? first.source : first.title)
        // A section that is all there is needs no other heading above its own.
        let isAlone = request.title == nil && parts.count == 1 && first.hasHeading
        var text = ComposedFrontMatter(request, title: title, parts: parts).text + "\n"
        if !isAlone { text += "# \(title)\n\n" }
        var bytes = Array(text.utf8)
        var headings = isAlone ? [] : [ComposedHeading(title: title, level: 1)]
        for part in parts {
            let body = part.body(level: isAlone ? 1 : 2)
            bytes += body.bytes
            headings += body.headings
        }
        while bytes.suffix(2).elementsEqual("\n\n".utf8) { bytes.removeLast() }
        let record = try ComposedCheck(registry: registry).record(of: bytes, kind: request.kind, title: title, headings)
        return Composition(
            bytes: bytes,
            title: title,
            sources: parts.map(\.source),
            diagnostics: record.diagnostics
        )
    }
}

extension SkillSplitError {
    fileprivate static func named(twice source: String) -> Self {
        SkillSplitError(.usage, "'\(source)' is named twice", remedy: "Name each section once.")
    }
}
