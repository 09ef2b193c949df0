import SkillSplitHost

/// Turns files of a walk into records: reads, finds the parser, parses, hashes.
struct FileLoader: Sendable {
    let registry: PluginRegistry
    let root: IngestRoot
    let collection: DocumentPath
    let kinds: Set<ComponentKind>
    let maxFileSize: Int64
    let cache: ParseCache
    let isolation: ParserIsolation?

    enum Result: Sendable {
        case record(Record)
        case skipped(rule: String)
        case failed(SkillSplitError)
    }

    /// The files of `items` in order, loaded by up to `jobs` tasks.
    func load(_ items: [Item], jobs: Int) async -> [Result] {
        let size = max(1, (items.count + jobs - 1) / jobs)
        let slices = stride(from: 0, to: items.count, by: size).map { items[$0..<min($0 + size, items.count)] }
        return await withTaskGroup(of: (Int, [Result]).self) { group in
            for (index, slice) in slices.enumerated() {
                group.addTask { (index, load(slice)) }
            }
            var parts = [[Result]](repeating: [], count: slices.count)
            for await (index, results) in group { parts[index] = results }
            return parts.flatMap { $0 }
        }
    }

    /// A file to load.
    struct Item: Sendable {
        let entry: WalkEntry
        let path: DocumentPath
        let component: Component?
    }

    private func load(_ items: ArraySlice<Item>) -> [Result] {
        let reader = FileReader(root)
        let desk = isolation?.desk()
        defer { desk?.leave() }
        return items.map { item in
            do throws(SkillSplitError) {
                return try load(item, reader, desk)
            } catch {
                return .failed(error)
            }
        }
    }

    private func load(
        _ item: Item,
        _ reader: FileReader,
        _ desk: ParserDesk?
    ) throws(SkillSplitError) -> Result {
        let content = try content(of: item, reader)
        let source = SourceBuffer(content.bytes)
        let probe = Probe(item, head: source[ByteRange(0, Probe.headLength)])
        let quarantine = isolation?.quarantine.entry(for: item.path, content.stamp)
        desk?.begin(item.path, content.stamp)
        defer { desk?.end() }
        let isUnclaimable = quarantine?.stage == .claiming
        let parser = isUnclaimable ? nil : registry.parser(for: probe)
        guard let kind = isUnclaimable ? .asset : parser?.manifest.kind else { return .skipped(rule: "no-parser") }
        guard kinds.isEmpty || kinds.contains(kind) else { return .skipped(rule: "kind:\(kind.rawValue)") }
        let hash = Hashing.file(source.bytes)
        let input = ParseInput(source: source, probe: probe)
        let linkTarget = item.entry.linkTarget
        desk?.beginParsing()
        let document: Document
        let parsed: ParseCache.Entry
        if let parser, quarantine == nil, linkTarget == nil {
            (document, parsed) = self.parsed(input, hash, by: parser)
        } else {
            document = Document(unparsed: input)
            let diagnostic = quarantine?.diagnostic(parser: parser?.manifest.id)
            parsed = ParseCache.Entry(document, [diagnostic].compactMap { $0 })
        }
        return .record(
            Record(
                path: item.path,
                kind: kind,
                component: item.component,
                document: document,
                outline: parsed.outline,
                hash: hash,
                sectionHashes: parsed.sectionHashes,
                permissions: linkTarget == nil ? UInt16(truncatingIfNeeded: content.stamp.mode & 0o7777) : 0o777,
                linkTarget: linkTarget,
                // No parser has the empty name, so that the file is looked at again.
                parser: parser?.identity ?? ParserIdentity(id: "", version: 0),
                diagnostics: parsed.diagnostics,
                origin: FileOrigin(root: root.folderPath, stamp: content.isStampTrustworthy ? content.stamp : nil)
            )
        )
    }

    /// A link is kept as a link: no bytes, and where it points.
    private func content(of item: Item, _ reader: FileReader) throws(SkillSplitError) -> FileContent {
        guard item.entry.linkTarget == nil else {
            return FileContent(
                bytes: [],
                stamp: item.entry.stamp,
                isStampTrustworthy: item.entry.isStampTrustworthy
            )
        }
        return try reader.read(item.entry.relativePath, limit: maxFileSize)
    }

    /// What `parser` makes of the file: of an earlier one, where that had the same bytes, name and context.
    private func parsed(
        _ input: ParseInput,
        _ hash: ContentHash,
        by parser: RegisteredParser
    ) -> (Document, ParseCache.Entry) {
        let key = parser.plugin.context(of: input.probe).map { context in
            ParseCache.Key(hash: hash, parser: parser.manifest.id, name: input.probe.name, context: context)
        }
        if let key, let known = cache[key],
            let document = try? Document(source: input.source, sections: known.sections, metadata: known.metadata)
        {
            return (document, known)
        }
        var diagnostics: [Diagnostic] = []
        let document = parser.document(of: input, diagnostics: &diagnostics)
        let entry = ParseCache.Entry(document, diagnostics)
        if let key { cache.add(entry, for: key) }
        return (document, entry)
    }
}

extension ParseCache.Entry {
    init(_ document: Document, _ diagnostics: [Diagnostic]) {
        self.init(
            sections: document.sections,
            metadata: document.metadata,
            outline: Outline(of: document),
            sectionHashes: Hashing.sections(of: document),
            diagnostics: diagnostics
        )
    }
}

extension Probe {
    init(_ item: FileLoader.Item, head: ArraySlice<UInt8>) {
        var folders = item.entry.relativePath.split(separator: UInt8(ascii: "/")).map { PathText.display(Array($0)) }
        let name = folders.popLast() ?? item.path.name
        self.init(
            folders: folders,
            name: name,
            head: head,
            isExecutable: item.entry.isExecutableFile,
            component: item.component
        )
    }
}
