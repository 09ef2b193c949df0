import SkillSplitHost

/// Puts a site together from entries: frames, links, lists, navigation and search.
struct SiteBuilder {
    let renderer: PageRenderer
    let old: SiteManifest
    let spool: Spool
    var folder: SiteFolder
    var entries: [SiteEntry]
    var files: [String] = []

    /// Writes what changed, removes what is gone, and gives the manifest of the new site.
    ///
    /// - Parameters:
    ///   - runs: The words of the new documents, by ordinal.
    ///   - settings: Of templates, assets and options.
    /// - Returns: What the next run has to know.
    /// - Throws: ``SkillSplitError`` when the folder cannot be written, or holds what is not the site's.
    mutating func build(_ runs: [any IndexRun], settings: Fingerprint) throws(SkillSplitError) -> SiteManifest {
        for asset in SiteFiles.assets { try update(asset.bytes, at: asset.file) }
        var search = SearchFiles(old: old, entries: entries)
        let root = try search.write(runs, spool: spool, entries: &entries, in: &folder)
        files += search.files
        let map = SiteMap(entries)
        try pages(map)
        try update(root, at: SiteFiles.searchRoot)
        let lists = SiteLists(renderer: renderer, entries: entries, map: map)
        for page in lists.pages() { try update(page.bytes, at: page.file) }
        for file in SiteNavigation.files(entries) { try update(file.bytes, at: file.file) }
        for file in SiteSummaries(details: renderer.site, entries: entries, lists: lists).files {
            try update(file.bytes, at: file.file)
        }
        var manifest = SiteManifest()
        manifest.entries = entries
        manifest.files = files
        manifest.shards = search.shards
        manifest.settings = settings
        return manifest
    }

    private mutating func update(_ bytes: [UInt8], at file: String) throws(SkillSplitError) {
        files.append(file)
        try folder.update(bytes, at: file)
    }

    // MARK: Pages

    private mutating func pages(_ map: SiteMap) throws(SkillSplitError) {
        let frames = PageFrames(entries: entries, map: map)
        var resolver = LinkResolver(map)
        for place in entries.indices {
            let frame = renderer.frame(frames.frame(of: place))
            var patches: [[UInt8]] = []
            var fingerprint = Fingerprint()
            fingerprint.add(frame.before)
            fingerprint.add(frame.after)
            for link in entries[place].links {
                let patch = try resolver.attributes(of: link, from: entries[place], in: entries) {
                    (target) throws(SkillSplitError) in
                    try content(of: entries[target])
                }
                fingerprint.add(patch)
                patches.append(patch)
            }
            if case .inPage = entries[place].body, entries[place].frame == fingerprint { continue }
            let body = try content(of: entries[place])
            var page = frame.before
            page.reserveCapacity(frame.before.count + body.count + frame.after.count + patches.count * 64)
            var offset = 0
            var links: [SiteEntry.Link] = []
            for (link, patch) in zip(entries[place].links, patches) {
                page.append(contentsOf: body[offset..<link.offset])
                let start = page.count - frame.before.count
                links.append(
                    SiteEntry.Link(offset: start, length: patch.count, path: link.path, fragment: link.fragment)
                )
                page.append(contentsOf: patch)
                offset = link.offset + link.length
            }
            page.append(contentsOf: body[offset...])
            entries[place].links = links
            entries[place].body = .inPage(offset: frame.before.count, count: page.count - frame.before.count)
            page.append(contentsOf: frame.after)
            entries[place].frame = fingerprint
            entries[place].pageSize = page.count
            try folder.update(page, at: entries[place].page)
        }
    }

    private func content(of entry: SiteEntry) throws(SkillSplitError) -> [UInt8] {
        switch entry.body {
        case .spooled(let place): return try spool.read(place)
        case .inPage(let offset, let count):
            guard let page = try FileSystem.read(folder.path(of: entry.page)), page.count >= offset + count else {
                throw ShardRun.damaged(folder.path(of: entry.page))
            }
            return Array(page[offset..<(offset + count)])
        }
    }
}
