public import SkillSplitHost

/// A site that is being written.
///
/// Pages depend on their neighbours, so `commit()` keeps what was written and `finish()` publishes it; until then the
/// site in the folder stays as it was.
public actor HTMLSession: MirrorSession {
    /// The words of so many bytes are kept in memory before they go to disk.
    private static let wordLimit = 16 << 20
    /// So many documents are rendered at once: enough for all cores, and few in memory.
    private static let renderCount = 64

    private let options: HTMLOptions
    private let isReadOnly: Bool
    private let renderer: PageRenderer
    private let root: String
    private let old: SiteManifest
    private let settings: Fingerprint
    private let folder: SiteFolder

    private var earlier: [DocumentPath: Int] = [:]
    private var committed = Batch()
    private var pending = Batch()
    private var scopes: [(scope: FileFilter, unseen: [DocumentPath])] = []
    private var spool: Spool?
    private var words = WordTable()
    private var runs: [SpooledRun] = []
    private var nextOrdinal = 0

    /// What was written, and what was met unchanged.
    private struct Batch {
        var entries: [DocumentPath: SiteEntry] = [:]
        var unchanged: Set<DocumentPath> = []
        /// What may have no page, and loses one that it had.
        var refused: Set<DocumentPath> = []
    }

    init(folder path: String, options: HTMLOptions, isReadOnly: Bool) throws(SkillSplitError) {
        self.options = options
        self.isReadOnly = isReadOnly
        root = path
        let templates = try TemplateSet(folder: options.templates)
        renderer = PageRenderer(templates: templates, site: options.details)
        settings = Self.settings(templates, options)
        let manifestPath = "\(path)/\(SiteFiles.manifest)"
        if let bytes = try FileSystem.read(manifestPath) {
            guard var manifest = SiteManifest(bytes) else {
                throw SkillSplitError(
                    .incompatible,
                    "'\(manifestPath)' was written by another version or was changed",
                    remedy: "Remove the site's folder and export again, or export to another folder."
                )
            }
            if manifest.isOpen {
                // A run that was cut off left files whose names it did not know beforehand.
                for folder in SiteFiles.folders { manifest.files += FileSystem.files(in: folder, of: path) }
            }
            old = manifest
        } else {
            old = SiteManifest()
        }
        folder = SiteFolder(root: path, owned: old.allFiles.union([SiteFiles.manifest]))
        for (place, entry) in old.entries.enumerated() { earlier[entry.path] = place }
        guard !isReadOnly else { return }
        try FileSystem.makeFolders(path)
        for file in [SiteFiles.home, SiteFiles.llms, SiteFiles.sitemap] + SiteFiles.folders
        where old.files.isEmpty && folder.isTaken(file) {
            throw SiteFolder.conflict(folder.path(of: file))
        }
    }

    public func write(_ batch: [Record]) async throws(SkillSplitError) -> WriteResult {
        var outcomes: [WriteOutcome] = []
        for start in stride(from: 0, to: batch.count, by: Self.renderCount) {
            var drafts: [Draft] = []
            for record in batch[start..<min(start + Self.renderCount, batch.count)] {
                outcomes.append(outcome(of: record, &drafts))
            }
            let rendered = await ConcurrentMap.map(drafts) { [renderer] draft in
                renderer.render(PageDocument(draft.record))
            }
            for (draft, document) in zip(drafts, rendered) {
                pending.entries[draft.record.path] = try entry(of: draft, document)
            }
        }
        return WriteResult(outcomes)
    }

    public func commit() async throws(SkillSplitError) {
        committed.entries.merge(pending.entries) { _, new in new }
        committed.unchanged.formUnion(pending.unchanged)
        committed.refused.formUnion(pending.refused)
        pending = Batch()
    }

    public func rollback() async {
        pending = Batch()
    }

    public func complete(_ scope: FileFilter, except unseen: [DocumentPath]) async -> Int {
        let before = old.entries.count { isGone($0) }
        scopes.append((scope, unseen))
        return old.entries.count { isGone($0) } - before
    }

    public func finish() async throws(SkillSplitError) {
        guard !isReadOnly else { return }
        let kept = old.entries.filter { committed.entries[$0.path] == nil && !isGone($0) }
        let isChanged =
            !committed.entries.isEmpty || kept.count != old.entries.count || settings != old.settings
            || old.files.isEmpty
        guard isChanged else { return }
        let entries = (kept + committed.entries.values).sorted { $0.path < $1.path }
        try publish(entries)
    }

    // MARK: Writing

    /// A document that gets a new page.
    private struct Draft: Sendable {
        let record: Record
        let page: String
        let fingerprint: Fingerprint
    }

    /// What becomes of `record`, which is added to `drafts` where that is a new page.
    private func outcome(of record: Record, _ drafts: inout [Draft]) -> WriteOutcome {
        guard options.kinds.isEmpty || options.kinds.contains(record.kind) else { return .unchanged }
        if !options.allowsSecrets, let finding = CredentialScan.first(in: record.document.source.bytes) {
            pending.refused.insert(record.path)
            return .rejected(finding.refusal(of: record.path))
        }
        let fingerprint = Self.fingerprint(of: record)
        let known = pending.entries[record.path] ?? committed.entries[record.path]
        if let known, known.record == fingerprint { return .unchanged }
        let before = earlier[record.path].map { old.entries[$0] }
        if known == nil, let before, before.record == fingerprint, settings == old.settings, isIntact(before) {
            pending.unchanged.insert(record.path)
            return .unchanged
        }
        let page = PagePath.of(record.path)
        guard !folder.isTaken(page) else { return .rejected(SiteFolder.conflict(folder.path(of: page))) }
        drafts.append(Draft(record: record, page: page, fingerprint: fingerprint))
        return known == nil && before == nil ? .inserted : .updated
    }

    private func entry(of draft: Draft, _ rendered: RenderedDocument) throws(SkillSplitError) -> SiteEntry {
        let record = draft.record
        let spool = try openSpool()
        let ordinal = nextOrdinal
        nextOrdinal += 1
        let text = SearchDocument(
            rendered,
            page: draft.page,
            kind: record.kind.rawValue,
            ordinal: ordinal,
            words: &words
        )
        if words.size > Self.wordLimit {
            runs.append(try SpooledRun(words, folder: root))
            words = WordTable()
        }
        var places: [Spool.Place] = []
        for part in text.parts { places.append(try spool.append(part)) }
        return SiteEntry(
            path: record.path,
            page: draft.page,
            kind: record.kind,
            component: record.component,
            record: draft.fingerprint,
            title: rendered.title,
            summary: SiteEntry.shortened(rendered.summary),
            links: rendered.body.links.map { link in
                SiteEntry.Link(offset: link.offset, length: 0, path: link.path, fragment: link.fragment)
            },
            body: .spooled(try spool.append(rendered.body.html.bytes)),
            text: .spooled(places),
            textCounts: text.parts.map(\.count),
            ordinal: ordinal
        )
    }

    private func openSpool() throws(SkillSplitError) -> Spool {
        if let spool { return spool }
        let new = try Spool(in: root)
        spool = new
        return new
    }

    private func isIntact(_ entry: SiteEntry) -> Bool {
        FileSystem.size(of: folder.path(of: entry.page))?.bytes == entry.pageSize
    }

    private func isGone(_ entry: SiteEntry) -> Bool {
        guard committed.entries[entry.path] == nil, !committed.unchanged.contains(entry.path) else { return false }
        if committed.refused.contains(entry.path) { return true }
        return scopes.contains { scope, unseen in
            scope.matches(entry.path, kind: entry.kind) && !unseen.contains { entry.path.isInside($0) }
        }
    }

    // MARK: Publishing

    private func publish(_ entries: [SiteEntry]) throws(SkillSplitError) {
        var folder = folder
        try markIncomplete(entries, in: &folder)
        var builder = SiteBuilder(
            renderer: renderer,
            old: old,
            spool: try openSpool(),
            folder: folder,
            entries: entries
        )
        let memory: [any IndexRun] = words.wordCount == 0 ? [] : [MemoryRun(words)]
        let manifest = try builder.build(runs + memory, settings: settings)
        let files = manifest.allFiles
        for file in old.allFiles.sorted() where !files.contains(file) { try builder.folder.remove(file) }
        try builder.folder.put(manifest.bytes, at: SiteFiles.manifest)
        spool = nil
    }

    /// Notes all files that are about to be written as the site's own, and none of them as up to date, so that a run
    /// that is cut off is mended by the next one.
    private func markIncomplete(_ entries: [SiteEntry], in folder: inout SiteFolder) throws(SkillSplitError) {
        var manifest = SiteManifest()
        var files = old.allFiles.union(entries.map(\.page))
        files.formUnion(SiteFiles.assets.map(\.file))
        files.formUnion([SiteFiles.home, SiteFiles.llms, SiteFiles.searchRoot])
        if options.details.baseURL != nil {
            files.formUnion(SiteSummaries.sitemaps(documentCount: entries.count))
        }
        manifest.files = Array(files)
        manifest.isOpen = true
        try folder.put(manifest.bytes, at: SiteFiles.manifest)
    }

    // MARK: What things are compared by

    private static func settings(_ templates: TemplateSet, _ options: HTMLOptions) -> Fingerprint {
        var fingerprint = templates.fingerprint
        fingerprint.add(HTMLSink.manifest.version)
        for asset in SiteFiles.assets { fingerprint.add(asset.bytes) }
        fingerprint.add(options.details.title)
        fingerprint.add(options.details.baseURL ?? "")
        return fingerprint
    }

    private static func fingerprint(of record: Record) -> Fingerprint {
        var fingerprint = Fingerprint()
        fingerprint.add(record.hash.bytes)
        fingerprint.add(record.kind.rawValue)
        fingerprint.add(record.component?.kind.rawValue ?? "")
        fingerprint.add(record.component?.root.bytes ?? [])
        fingerprint.add(Int(record.permissions))
        fingerprint.add(record.linkTarget ?? [0])
        let metadata = record.document.metadata
        fingerprint.add(metadata.name ?? "")
        fingerprint.add(metadata.description ?? "")
        fingerprint.add(MetadataValue.object(metadata.fields).json)
        for (section, entry) in zip(record.document.sections, record.outline.entries) {
            fingerprint.add(section.range.lowerBound)
            fingerprint.add(section.depth)
            fingerprint.add(entry.address)
        }
        for diagnostic in record.diagnostics {
            fingerprint.add(diagnostic.rule)
            fingerprint.add(diagnostic.summary)
        }
        return fingerprint
    }
}
