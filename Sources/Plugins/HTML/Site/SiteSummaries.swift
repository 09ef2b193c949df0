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
        let urls = ([SiteFiles.home] + entries.map(\.page)).map { base + $0 }
        let names = Self.sitemaps(documentCount: entries.count)
        guard names.count > 1 else { return [(SiteFiles.sitemap, Self.xml("urlset", "url", urls))] }
        let parts = names.dropLast()
        let files = parts.enumerated().map { number, name in
            let start = number * Self.sitemapLimit
            let part = urls[start..<min(urls.count, start + Self.sitemapLimit)]
            return (file: name, bytes: Self.xml("urlset", "url", Array(part)))
        }
        return files + [(SiteFiles.sitemap, Self.xml("sitemapindex", "sitemap", parts.map { base + $0 }))]
    }

    /// The files of the sitemap of so many documents and the first page; the last one names the others, where there are.
    static func sitemaps(documentCount: Int) -> [String] {
        let count = (documentCount + sitemapLimit) / sitemapLimit
        return (count == 1 ? [] : (1...count).map { "sitemap-\($0).xml" }) + [SiteFiles.sitemap]
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
        SearchWords.plain(text).replacingBrackets
    }
}

extension String {
    /// The text without what would end a Markdown link's words.
    fileprivate var replacingBrackets: String {
        String(map { $0 == "[" ? "(" : $0 == "]" ? ")" : $0 })
    }
}
