import SkillSplitHost

/// The first page, and the lists of documents by kind and by collection.
struct SiteLists {
    /// A longer list goes on on another page.
    private static let pageLimit = 400

    let renderer: PageRenderer
    let entries: [SiteEntry]
    private let kinds: [(kind: ComponentKind, entries: [Int])]
    /// How many documents of each kind a collection has, and those that are not found through their component.
    let collections: [(name: String, kinds: [ComponentKind: Int], entries: [Int])]

    /// - Parameters:
    ///   - renderer: Makes the pages.
    ///   - entries: By path in byte order.
    ///   - map: Of the entries.
    init(renderer: PageRenderer, entries: [SiteEntry], map: SiteMap) {
        self.renderer = renderer
        self.entries = entries
        var kinds: [ComponentKind: [Int]] = [:]
        var collections: [(name: String, kinds: [ComponentKind: Int], entries: [Int])] = []
        for (place, entry) in entries.enumerated() {
            kinds[entry.kind, default: []].append(place)
            if collections.last?.name != entry.path.collection { collections.append((entry.path.collection, [:], [])) }
            collections[collections.count - 1].kinds[entry.kind, default: 0] += 1
            if !map.isPart(place, entry) { collections[collections.count - 1].entries.append(place) }
        }
        self.kinds = kinds.map { (kind: $0.key, entries: $0.value) }.sorted { Self.order($0.kind, $1.kind) }
        self.collections = collections
    }

    /// Every page that is a list, the first page among them.
    func pages() -> [(file: String, bytes: [UInt8])] {
        var pages = [home()]
        for (kind, places) in kinds {
            let title = Self.plural(kind)
            pages += list(places, title: title, group: "kind", name: kind.rawValue)
        }
        for collection in collections {
            let places = collection.entries.sorted { left, right in
                entries[left].kind == entries[right].kind
                    ? left < right : Self.order(entries[left].kind, entries[right].kind)
            }
            pages += list(places, title: collection.name, group: "collection", name: collection.name)
        }
        return pages
    }

    /// What a list of documents of `kind` is called.
    static func plural(_ kind: ComponentKind) -> String {
        let name = kind.rawValue.capitalizedASCII
        switch kind {
        case .documentation: return name
        case .config: return "Configuration"
        default: return name + "s"
        }
    }

    private func home() -> (file: String, bytes: [UInt8]) {
        let frame = PageFrame(page: SiteFiles.home, title: renderer.site.title, summary: "")
        let context: TemplateValues = [
            "title": HTMLString(renderer.site.title),
            "count": entries.count,
            "hasFiles": !entries.isEmpty,
            "kinds": kinds.map { kind, places in
                [
                    "title": HTMLString(Self.plural(kind)), "count": places.count,
                    "url": HTMLString(SiteFiles.list("kind", kind.rawValue, page: 1)),
                    "class": HTMLString(PagePath.name(kind.rawValue)),
                ] as TemplateValues
            },
            "collectionCount": collections.count,
            "isSingle": entries.count == 1,
            "isSingleCollection": collections.count == 1,
            "collections": collections.map { collection in
                [
                    "title": HTMLString(collection.name), "count": collection.kinds.values.reduce(0, +),
                    "url": HTMLString(SiteFiles.list("collection", collection.name, page: 1)),
                    "kinds": Self.summary(of: collection.kinds),
                ] as TemplateValues
            },
        ]
        return (SiteFiles.home, renderer.page(frame, body: renderer.templates.render(.home, context)))
    }

    private static func summary(of kinds: [ComponentKind: Int]) -> [TemplateValues] {
        kinds.sorted { order($0.key, $1.key) }.map { kind, count in
            let isSingular = count == 1 && kind != .config
            return ["title": HTMLString(isSingular ? kind.rawValue.capitalizedASCII : plural(kind)), "count": count]
        }
    }

    private func list(_ places: [Int], title: String, group: String, name: String) -> [(file: String, bytes: [UInt8])] {
        let pageCount = max(1, (places.count + Self.pageLimit - 1) / Self.pageLimit)
        return (1...pageCount).map { number in
            let file = SiteFiles.list(group, name, page: number)
            var frame = PageFrame(page: file, title: title, summary: "")
            if group == "collection" { frame.collection = PagePath.name(name) }
            func neighbour(_ number: Int) -> PageFrame.Link? {
                guard (1...pageCount).contains(number) else { return nil }
                let target = SiteFiles.list(group, name, page: number)
                return PageFrame.Link(
                    title: "Page \(number) of \(pageCount)",
                    url: PagePath.relative(from: file, to: target)
                )
            }
            frame.previous = neighbour(number - 1)
            frame.next = neighbour(number + 1)
            let start = (number - 1) * Self.pageLimit
            let shown = places[start..<min(places.count, start + Self.pageLimit)]
            let context: TemplateValues = [
                "title": HTMLString(title),
                "group": HTMLString(group == "kind" ? "Kind" : "Collection"),
                "count": places.count,
                "isSingle": places.count == 1,
                "items": items(shown, from: file, grouped: group == "collection"),
            ]
            return (file, renderer.page(frame, body: renderer.templates.render(.list, context)))
        }
    }

    /// The items of a list, in groups of one kind.
    private func items(_ places: ArraySlice<Int>, from file: String, grouped: Bool) -> [TemplateValues] {
        var groups: [(title: String, items: [TemplateValues])] = []
        for place in places {
            let entry = entries[place]
            let title = grouped ? Self.plural(entry.kind) : entry.path.collection
            if groups.last?.title != title { groups.append((title, [])) }
            groups[groups.count - 1].items.append([
                "title": HTMLString(entry.title),
                "url": HTMLString(PagePath.relative(from: file, to: entry.page)),
                "path": HTMLString(entry.path.description),
                "summary": HTMLString(entry.summary),
            ])
        }
        return groups.map { ["title": HTMLString($0.title), "items": $0.items, "count": $0.items.count] }
    }

    private static let kindOrder: [ComponentKind] = [
        .plugin, .skill, .agent, .command, .hook, .outputStyle, .config, .documentation, .reference, .script, .asset,
    ]

    private static func order(_ left: ComponentKind, _ right: ComponentKind) -> Bool {
        let places = [left, right].map { kindOrder.firstIndex(of: $0) ?? kindOrder.count }
        return places[0] == places[1] ? left < right : places[0] < places[1]
    }
}
