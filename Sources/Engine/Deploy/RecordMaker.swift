import SkillSplitHost

/// Makes records of what stands at a target, as an ingest would.
struct RecordMaker: Sendable {
    let registry: PluginRegistry

    /// A record of a file at `path`.
    ///
    /// - Parameters:
    ///   - path: In the library.
    ///   - bytes: Of the file; empty for a link.
    ///   - permissions: Its mode.
    ///   - linkTarget: Where a link points.
    ///   - component: What it belongs to.
    ///   - stored: The file that it takes the place of, which keeps its kind.
    /// - Returns: The record.
    /// - Throws: ``SkillSplitError`` where no parser takes the file.
    func record(
        at path: DocumentPath,
        bytes: [UInt8],
        permissions: UInt16,
        linkTarget: [UInt8]?,
        component: Component?,
        replacing stored: StoredFile?
    ) throws(SkillSplitError) -> Record {
        let probe = Probe(path, bytes, permissions, component)
        let parser = registry.parser(for: probe)
        guard let kind = stored?.kind ?? parser?.manifest.kind, let identity = parser?.identity ?? stored?.parser else {
            throw SkillSplitError(
                .notFound,
                "no parser takes '\(path)'",
                remedy: "Move the file away from the target, or list the parsers with 'skill-split plugins'."
            )
        }
        var diagnostics: [Diagnostic] = []
        let document =
            linkTarget == nil
            ? Reparsing(registry).parsed(ParseInput(source: SourceBuffer(bytes), probe: probe), parser, &diagnostics)
            : Document(whole: SourceBuffer([]), kind: .bytes, title: "")
        return Record(
            path: path,
            kind: kind,
            component: component,
            document: document,
            hash: Hashing.file(bytes),
            sectionHashes: Hashing.sections(of: document),
            permissions: permissions,
            linkTarget: linkTarget,
            parser: identity,
            diagnostics: diagnostics
        )
    }

    /// What a parser makes of `bytes` where `stored` stands.
    func document(of bytes: [UInt8], at path: DocumentPath, like stored: StoredFile) -> Document {
        let probe = Probe(path, bytes, stored.permissions, stored.component)
        var diagnostics: [Diagnostic] = []
        return Reparsing(registry).parsed(
            ParseInput(source: SourceBuffer(bytes), probe: probe),
            registry.parser(for: probe),
            &diagnostics
        )
    }
}

extension Probe {
    fileprivate init(_ path: DocumentPath, _ bytes: [UInt8], _ permissions: UInt16, _ component: Component?) {
        let folders = path.segments.dropFirst().dropLast().map { PathText.display(Array($0)) }
        self.init(
            folders: folders,
            name: path.name,
            head: bytes.prefix(Probe.headLength),
            isExecutable: permissions & 0o100 != 0,
            component: component
        )
    }
}
