import SkillSplitHost

/// The site for machines: a sitemap and a list for language models.
struct SiteSummaries {
    /// The most pages that one sitemap may name (sitemaps.org).
    private static let sitemapLimit = 50_000

    let details: SiteDetails
    let entries: [SiteEntry]
    let lists: SiteLists

    var files: [(file: String, bytes: [UInt8])] {
        sitemaps + [(SiteFiles.llms, Array(llms.utf8))]
    }

    /// Sitemaps need whole addresses; without a base URL there are none.
    private var sitemaps: [(file: String, bytes: [UInt8])] {
        guard let base = details.baseURL else { return [] }
        let pages = [SiteFiles.home] + entries.map(\.page)
        var files: [(file: String, bytes: [UInt8])] = []
        for start in stride(from: 0, to: pages.count, by: Self.sitemapLimit) {
            let urls = pages[start..<min(pages.count, start + Self.sitemapLimit)].map { base + $0 }
            files.append(("sitemap-\(files.count + 1).xml", Self.xml("urlset", "url", urls)))
        }
        if files.count == 1 { return [(SiteFiles.sitemap, files[0].bytes)] }
        return files + [(SiteFiles.sitemap, Self.xml("sitemapindex", "sitemap", files.map { base + $0.file }))]
    }

    private static func xml(_ root: StaticString, _ element: StaticString, _ urls: [String]) -> [UInt8] {
        var xml = HTMLBuffer()
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<")
        xml.raw(root)
        xml.raw(" xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        for url in urls {
            xml.raw("<")
            xml.raw(element)
            xml.raw("><loc>")
            xml.attribute(url)
            xml.raw("</loc></")
            xml.raw(element)
            xml.raw(">\n")
        }
        xml.raw("</")
        xml.raw(root)
        xml.raw(">\n")
        return xml.bytes
    }

    /// llmstxt.org: a title, then lists of links with what each is for.
    private var llms: String {
        var text = "# \(Self.line(details.title))\n\n> \(entries.count) files of AI coding assistants' components.\n"
        for collection in lists.collections {
            text += "\n## \(Self.line(collection.name))\n\n"
            for place in collection.entries {
                let entry = entries[place]
                text += "- [\(Self.line(entry.title))](\(details.baseURL ?? "")\(entry.page))"
                text += entry.summary.isEmpty ? "\n" : ": \(Self.line(entry.summary))\n"
            }
        }
        return text
    }

    private static func line(_ text: String) -> String {
        SearchText.plain(text).replacingBrackets
    }
}

extension String {
    /// The text without what would end a Markdown link's words.
    fileprivate var replacingBrackets: String {
        String(map { $0 == "[" ? "(" : $0 == "]" ? ")" : $0 })
    }
}
