import SkillSplitHost

/// Turns files of a walk into records: reads, finds the parser, parses, hashes.
struct FileLoader: Sendable {
    let registry: PluginRegistry
    let root: IngestRoot
    let collection: DocumentPath
    let kinds: Set<ComponentKind>
    let maxFileSize: Int64
    let cache: ParseCache

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
        return items.map { item in
            do throws(SkillSplitError) {
                return try load(item, reader)
            } catch {
                return .failed(error)
            }
        }
    }

    private func load(_ item: Item, _ reader: FileReader) throws(SkillSplitError) -> Result {
        if case .link(let target) = item.entry.kind { return try link(item, to: target) }
        let content = try reader.read(item.entry.relativePath, limit: maxFileSize)
        let source = SourceBuffer(content.bytes)
        let probe = Probe(item, head: source[ByteRange(0, Probe.headLength)])
        guard let parser = registry.parser(for: probe), let kind = parser.manifest.kind else {
            return .skipped(rule: "no-parser")
        }
        guard kinds.isEmpty || kinds.contains(kind) else { return .skipped(rule: "kind:\(kind.rawValue)") }
        let hash = Hashing.file(source.bytes)
        let (document, parsed) = parsed(ParseInput(source: source, probe: probe), hash, with: parser)
        return .record(
            Record(
                path: item.path,
                kind: kind,
                component: item.component,
                document: document,
                outline: parsed.outline,
                hash: hash,
                sectionHashes: parsed.sectionHashes,
                permissions: UInt16(truncatingIfNeeded: content.stamp.mode & 0o7777),
                parser: parser.identity,
                diagnostics: parsed.diagnostics,
                origin: FileOrigin(root: root.folderPath, stamp: content.isStampTrustworthy ? content.stamp : nil)
            )
        )
    }

    /// What `parser` makes of the file: of an earlier one, where that had the same bytes, name and context.
    private func parsed(
        _ input: ParseInput,
        _ hash: ContentHash,
        with parser: RegisteredParser
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
        let document = parse(input, with: parser, &diagnostics)
        let entry = ParseCache.Entry(
            sections: document.sections,
            metadata: document.metadata,
            outline: Outline(of: document),
            sectionHashes: Hashing.sections(of: document),
            diagnostics: diagnostics
        )
        if let key { cache.add(entry, for: key) }
        return (document, entry)
    }

    /// A file that its parser cannot take is stored whole.
    private func parse(
        _ input: ParseInput,
        with parser: RegisteredParser,
        _ diagnostics: inout [Diagnostic]
    ) -> Document {
        do throws(SkillSplitError) {
            return try parser.plugin.parse(input, diagnostics: &diagnostics)
        } catch {
            diagnostics.append(
                Diagnostic("engine/parser-failed", .error, error.message, remedy: error.remedy)
            )
            return Document(whole: input.source, kind: .text, title: input.probe.name)
        }
    }

    /// A link is kept as a link: no bytes, and where it points.
    private func link(_ item: Item, to target: [UInt8]) throws(SkillSplitError) -> Result {
        guard let parser = registry.parser(for: Probe(item, head: [])), let kind = parser.manifest.kind else {
            return .skipped(rule: "no-parser")
        }
        guard kinds.isEmpty || kinds.contains(kind) else { return .skipped(rule: "kind:\(kind.rawValue)") }
        return .record(
            Record(
                path: item.path,
                kind: kind,
                component: item.component,
                document: Document(whole: SourceBuffer([]), kind: .bytes, title: ""),
                hash: Hashing.file([]),
                sectionHashes: [],
                permissions: 0o777,
                linkTarget: target,
                parser: parser.identity,
                origin: FileOrigin(root: root.folderPath, stamp: item.entry.isStampTrustworthy ? item.entry.stamp : nil)
            )
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
