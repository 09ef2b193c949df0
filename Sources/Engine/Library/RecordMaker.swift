import SkillSplitHost

/// Makes records of bytes that no ingest read, as one would.
struct RecordMaker: Sendable {
    private let registry: PluginRegistry

    init(_ registry: PluginRegistry) {
        self.registry = registry
    }

    /// What a file is, beside its bytes.
    struct Facts {
        let path: DocumentPath
        /// `nil` for the kind of the parser that takes the file.
        var kind: ComponentKind?
        var component: Component?
        var permissions: UInt16 = 0o644
        /// Where a link points; the bytes of a link are empty.
        var linkTarget: [UInt8]?
    }

    /// A record of `bytes`.
    ///
    /// - Throws: ``SkillSplitError`` where the kind is not given and no parser takes the file.
    func record(of bytes: [UInt8], _ facts: Facts) throws(SkillSplitError) -> Record {
        let (input, parser) = parser(of: bytes, facts)
        guard let kind = facts.kind ?? parser?.manifest.kind else {
            throw SkillSplitError(
                .notFound,
                "no parser takes '\(facts.path)'",
                remedy: "Move the file away from the target, or list the parsers with 'skill-split plugins'."
            )
        }
        var diagnostics: [Diagnostic] = []
        let document =
            facts.linkTarget == nil
            ? parsed(input, parser, &diagnostics) : Document(whole: input.source, kind: .bytes, title: "")
        return Record(
            path: facts.path,
            kind: kind,
            component: facts.component,
            document: document,
            hash: Hashing.file(bytes),
            sectionHashes: Hashing.sections(of: document),
            permissions: facts.permissions,
            linkTarget: facts.linkTarget,
            // No parser has this name, so that an ingest looks at the file again.
            parser: parser?.identity ?? ParserIdentity(id: "none", version: 0),
            diagnostics: diagnostics
        )
    }

    /// What a parser makes of `bytes` at the place of `stored`.
    func document(of bytes: [UInt8], like stored: StoredFile) -> Document {
        let facts = Facts(path: stored.path, component: stored.component, permissions: stored.permissions)
        let (input, parser) = parser(of: bytes, facts)
        var diagnostics: [Diagnostic] = []
        return parsed(input, parser, &diagnostics)
    }

    private func parser(of bytes: [UInt8], _ facts: Facts) -> (ParseInput, RegisteredParser?) {
        let source = SourceBuffer(bytes)
        let probe = Probe(
            folders: facts.path.segments.dropFirst().dropLast().map { PathText.display(Array($0)) },
            name: facts.path.name,
            head: source[ByteRange(0, Probe.headLength)],
            isExecutable: facts.permissions & 0o100 != 0,
            component: facts.component
        )
        return (ParseInput(source: source, probe: probe), registry.parser(for: probe))
    }

    /// What `parser` makes of a file; all of it as one section where it cannot.
    private func parsed(
        _ input: ParseInput,
        _ parser: RegisteredParser?,
        _ diagnostics: inout [Diagnostic]
    ) -> Document {
        parser?.document(of: input, diagnostics: &diagnostics) ?? Document(unparsed: input)
    }
}
