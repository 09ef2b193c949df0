/// What a site says of itself.
struct SiteDetails: Sendable, Hashable {
    var title = "Component library"
    /// Where the site will be, with a slash at its end; without it there is no sitemap.
    var baseURL: String?
    /// Whether a server makes the pages and answers searches.
    var isLive = false
}

/// The files that a site has besides the pages of its documents.
enum SiteFiles {
    static let home = "index.html"
    static let manifest = ".skill-split-site"
    static let sitemap = "sitemap.xml"
    static let llms = "llms.txt"
    static let searchRoot = "_search/root.js"
    /// Where a live site answers searches, and where it says what page a section is on.
    static let liveSearch = "_search/live.json"
    static let permalinks = "_section/"

    /// The folders that no document's page is in.
    static let folders = ["_assets", "_index", "_nav", "_search"]

    /// Style, scripts and icon, compiled in.
    static let assets: [(file: String, bytes: [UInt8])] = [
        ("_assets/site.css", PackageResources.site_css),
        ("_assets/theme.js", PackageResources.theme_js),
        ("_assets/site.js", PackageResources.site_js),
        ("_assets/search.js", PackageResources.search_js),
        ("_assets/icon.svg", PackageResources.icon_svg),
    ]

    static func navigation(of collection: String) -> String { "_nav/\(PagePath.name(collection)).js" }
    static func shard(_ name: String) -> String { "_search/t-\(name).js" }
    static func bucket(_ name: String) -> String { "_search/x-\(name).js" }

    /// The page of a list, from 1.
    static func list(_ group: String, _ name: String, page: Int) -> String {
        "_index/\(group)/\(PagePath.name(name))\(page == 1 ? "" : "~\(page)").html"
    }
}
