import SkillSplitHost

/// The navigation: a script for each collection, shared by all pages.
enum SiteNavigation {
    /// The scripts: a list of `shared length, rest of page path, label, kind` for each document, in path order.
    static func files(_ entries: [SiteEntry]) -> [(file: String, bytes: [UInt8])] {
        var files: [(file: String, bytes: [UInt8])] = []
        var index = 0
        while index < entries.count {
            let collection = entries[index].path.collection
            let name = MetadataValue.string(PagePath.name(collection)).json
            var script = "skillSplit.navigation(\(name),["
            var last: [UInt8] = []
            var isFirst = true
            while index < entries.count, entries[index].path.collection == collection {
                let entry = entries[index]
                let page = Array(entry.page.utf8)
                let shared = zip(page, last).prefix { $0 == $1 }.count
                let rest = String(decoding: page[shared...], as: UTF8.self)
                script += isFirst ? "" : ","
                script += "\(shared),\"\(rest)\","
                script += MetadataValue.string(SearchWords.plain(label(of: entry))).json
                script += ",\"\(PagePath.name(entry.kind.rawValue))\"\n"
                last = page
                isFirst = false
                index += 1
            }
            script += "])"
            files.append((SiteFiles.navigation(of: collection), Array(script.utf8)))
        }
        return files
    }

    /// A component by its title, other files by their names.
    private static func label(of entry: SiteEntry) -> String {
        entry.component?.kind == entry.kind || entry.kind == .agent || entry.kind == .command
            ? entry.title : entry.path.name
    }
}
