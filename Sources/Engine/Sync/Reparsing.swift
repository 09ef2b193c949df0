import SkillSplitHost

/// Makes a record of bytes that were not read from a file.
struct Reparsing {
    private let registry: PluginRegistry

    init(_ registry: PluginRegistry) {
        self.registry = registry
    }

    /// A record of `bytes` at the path of `other`, with its kind, component and mode.
    func record(of bytes: [UInt8], like other: Record) -> Record {
        let facts = Facts(
            path: other.path,
            kind: other.kind,
            component: other.component,
            permissions: other.permissions,
            linkTarget: nil
        )
        return record(of: bytes, facts)
    }

    /// A record of a version that was kept.
    func record(of version: LosingVersion, at path: DocumentPath, component: Component?) -> Record {
        let facts = Facts(
            path: path,
            kind: version.kind,
            component: component,
            permissions: version.permissions,
            linkTarget: version.linkTarget
        )
        return record(of: version.content, facts)
    }

    /// What a file is, beside its bytes.
    private struct Facts {
        let path: DocumentPath
        let kind: ComponentKind
        let component: Component?
        let permissions: UInt16
        let linkTarget: [UInt8]?
    }

    private func record(of bytes: [UInt8], _ facts: Facts) -> Record {
        let source = SourceBuffer(bytes)
        let folders = facts.path.segments.dropFirst().map { PathText.display(Array($0)) }
        let probe = Probe(
            folders: folders.dropLast(),
            name: facts.path.name,
            head: source[ByteRange(0, Probe.headLength)],
            isExecutable: facts.permissions & 0o100 != 0,
            component: facts.component
        )
        var diagnostics: [Diagnostic] = []
        let parser = facts.linkTarget == nil ? registry.parser(for: probe) : nil
        let document = parsed(ParseInput(source: source, probe: probe), parser, &diagnostics)
        return Record(
            path: facts.path,
            kind: facts.kind,
            component: facts.component,
            document: document,
            hash: Hashing.file(bytes),
            sectionHashes: Hashing.sections(of: document),
            permissions: facts.permissions,
            linkTarget: facts.linkTarget,
            parser: parser?.identity ?? ParserIdentity(id: "none", version: 0),
            diagnostics: diagnostics
        )
    }

    /// What `parser` makes of a file; all of it as one section where it cannot.
    func parsed(
        _ input: ParseInput,
        _ parser: RegisteredParser?,
        _ diagnostics: inout [Diagnostic]
    ) -> Document {
        parser?.document(of: input, diagnostics: &diagnostics) ?? Document(unparsed: input)
    }
}
