import SkillSplitHost

/// Says what stands around each document: breadcrumbs, neighbours, and the other files of its component.
struct PageFrames {
    /// A component with more files lists them on the page of its main file only.
    private static let tabLimit = 12

    let entries: [SiteEntry]
    let map: SiteMap

    /// What stands around the document at `place`.
    func frame(of place: Int) -> PageFrame {
        let entry = entries[place]
        func link(_ target: Int, _ title: String? = nil) -> PageFrame.Link {
            PageFrame.Link(
                title: title ?? entries[target].title,
                url: PagePath.relative(from: entry.page, to: entries[target].page),
                isCurrent: target == place
            )
        }
        let collection = entry.path.collection
        var frame = PageFrame(page: entry.page, title: entry.title, summary: isDescribed(entry) ? entry.summary : "")
        frame.collection = PagePath.name(collection)
        frame.documentPath = entry.path.description
        frame.holders = map.holders(of: place, path: entry.path).map { link($0) }
        frame.breadcrumbs = [
            PageFrame.Link(
                title: collection,
                url: PagePath.relative(from: entry.page, to: SiteFiles.list("collection", collection, page: 1))
            )
        ]
        frame.breadcrumbs += frame.holders.reversed()
        if let component = map.files(of: entry), component.files.count > 1, let root = entry.component?.root {
            let main = component.main.map { [$0] } ?? []
            let links = (main + component.files.filter { $0 != component.main }).map { file in
                link(file, PathText.display(Array(entries[file].path.bytes.dropFirst(root.bytes.count + 1))))
            }
            if links.count <= Self.tabLimit {
                frame.tabs = links
            } else if component.main == place || component.main == nil {
                frame.files = links
            }
        }
        if place > 0, entries[place - 1].path.collection == collection { frame.previous = link(place - 1) }
        if place + 1 < entries.count, entries[place + 1].path.collection == collection { frame.next = link(place + 1) }
        return frame
    }

    /// Whether a document's summary is a description of its own; search engines find the others' in the text.
    private func isDescribed(_ entry: SiteEntry) -> Bool {
        entry.kind != .documentation && entry.kind != .reference
    }
}
