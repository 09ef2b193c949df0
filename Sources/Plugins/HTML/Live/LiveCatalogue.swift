import SkillSplitHost

/// What a library holds at a moment: enough for lists, navigation and links.
struct LiveCatalogue: Sendable {
    let entries: [SiteEntry]
    let map: SiteMap
    private let places: [String: Int]
    private let files: [String: [UInt8]]
    private let end: ContinuousClock.Instant

    /// Whether the library is looked at again only later.
    var isFresh: Bool { ContinuousClock.now < end }

    init(
        of library: any LibrarySession,
        options: HTMLOptions,
        renderer: PageRenderer
    ) async throws(SkillSplitError) {
        let start = ContinuousClock.now
        var entries: [SiteEntry] = []
        var last: DocumentPath?
        while true {
            let page = try await library.files(FileFilter(kinds: Array(options.kinds)), after: last, limit: 1000)
            guard let end = page.last else { break }
            entries += page.map(SiteEntry.init(live:))
            last = end.path
        }
        self.entries = entries
        map = SiteMap(entries)
        places = Dictionary(entries.enumerated().map { ($1.page, $0) }) { first, _ in first }
        let lists = SiteLists(renderer: renderer, entries: entries, map: map)
        let files =
            lists.pages() + SiteNavigation.files(entries)
            + SiteSummaries(details: renderer.site, entries: entries, lists: lists).files
        self.files = Dictionary(files.map { ($0.file, $0.bytes) }) { first, _ in first }
        // A list that took long is kept for longer, so that making it never takes most of the time.
        end = .now + max(.seconds(1), (.now - start) * 10)
    }

    var frames: PageFrames { PageFrames(entries: entries, map: map) }

    /// The file at `path` that is no document's page.
    func file(at path: String) -> [UInt8]? { files[path] }

    func place(ofPage page: String) -> Int? { places[page] }
}

extension SiteEntry {
    /// A document whose page is made when it is asked for.
    fileprivate init(live file: StoredFile) {
        self.init(
            path: file.path,
            page: PagePath.of(file.path),
            kind: file.kind,
            component: file.component,
            record: Fingerprint(),
            title: file.name.map(PlainText.line).flatMap { $0.isEmpty ? nil : $0 } ?? file.path.name,
            summary: SiteEntry.shortened(file.description.map(PlainText.line) ?? ""),
            links: [],
            body: .inPage(offset: 0, count: 0),
            text: .inShards([], position: 0),
            textCounts: []
        )
    }
}
