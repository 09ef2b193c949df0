import SkillSplitHost

/// The pages of a site, made when they are asked for.
actor LiveHTMLSite: LiveSite {
    private let library: any LibrarySession
    private let options: HTMLOptions
    private let renderer: PageRenderer
    private var catalogue: LiveCatalogue?

    init(library: any LibrarySession, options: HTMLOptions) throws(SkillSplitError) {
        self.library = library
        self.options = options
        var details = options.details
        details.isLive = true
        renderer = PageRenderer(templates: try TemplateSet(folder: options.templates), site: details)
    }

    func answer(to path: String, query: [String: String]) async throws(SkillSplitError) -> LiveAnswer? {
        if let asset = SiteFiles.assets.first(where: { $0.file == path }) {
            return .content(type: Self.type(of: path), bytes: asset.bytes)
        }
        let catalogue = try await current()
        switch path {
        case SiteFiles.searchRoot: return Self.file(path, LiveSearch.root(catalogue))
        case SiteFiles.liveSearch:
            let search = LiveSearch(library: library, catalogue: catalogue)
            return Self.file(path, try await search.answer(query["q"] ?? "", kind: query["kind"] ?? ""))
        default: break
        }
        if path.hasPrefix(SiteFiles.permalinks) {
            return try await section(String(path.dropFirst(SiteFiles.permalinks.count)), catalogue)
        }
        if let bytes = catalogue.file(at: path.isEmpty ? SiteFiles.home : path) { return Self.file(path, bytes) }
        guard let place = catalogue.place(ofPage: path) else { return nil }
        return try await page(at: place, catalogue).map { Self.file(path, $0) }
    }

    /// What the library has now; a list that took long to make is kept for longer.
    private func current() async throws(SkillSplitError) -> LiveCatalogue {
        if let catalogue, catalogue.isFresh { return catalogue }
        let new = try await LiveCatalogue(of: library, options: options, renderer: renderer)
        catalogue = new
        return new
    }

    private func page(at place: Int, _ catalogue: LiveCatalogue) async throws(SkillSplitError) -> [UInt8]? {
        let entry = catalogue.entries[place]
        guard let file = try await library.file(at: entry.path) else { return nil }
        let content = try await library.content(of: entry.path, positions: nil)
        if !options.allowsSecrets, let finding = CredentialScan.first(in: content) {
            throw finding.refusal(of: entry.path)
        }
        let sections = try await library.sections(of: entry.path)
        let document = PageDocument(
            file,
            sections: sections,
            content: content,
            diagnostics: try await library.diagnostics(of: entry.path)
        )
        let body = renderer.render(document).body
        var resolver = LinkResolver(catalogue.map)
        for link in body.links where !link.fragment.isEmpty {
            guard let target = catalogue.map.place(of: link.path) else { continue }
            let addresses = try await library.sections(of: catalogue.entries[target].path)
            resolver.know(addresses.map { HTMLText.plain($0.address) }, at: target)
        }
        var surroundings = catalogue.frames.frame(of: place)
        surroundings.permalinks =
            MetadataValue.object(sections.map { MetadataField($0.address, .string($0.id.rawValue)) }).json
        let frame = renderer.frame(surroundings)
        var page = frame.before
        var offset = 0
        for link in body.links {
            page += body.html.bytes[offset..<link.offset]
            let open = SiteEntry.Link(offset: link.offset, length: 0, path: link.path, fragment: link.fragment)
            page += try resolver.attributes(of: open, from: entry, in: catalogue.entries) { _ in [] }
            offset = link.offset
        }
        return page + body.html.bytes[offset...] + frame.after
    }

    /// The page of a section, wherever it is now.
    private func section(_ id: String, _ catalogue: LiveCatalogue) async throws(SkillSplitError) -> LiveAnswer? {
        guard let (file, section) = try await library.section(SectionID(rawValue: id)),
            let place = catalogue.map.place(of: file.path.bytes)
        else { return nil }
        return .moved(to: "\(catalogue.entries[place].page)#\(section.address)")
    }

    private static func file(_ path: String, _ bytes: [UInt8]) -> LiveAnswer {
        .content(type: type(of: path), bytes: bytes)
    }

    private static func type(of path: String) -> String {
        switch path.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "json": "application/json"
        case "svg": "image/svg+xml"
        case "txt": "text/plain; charset=utf-8"
        case "xml": "application/xml"
        default: "text/html; charset=utf-8"
        }
    }
}
