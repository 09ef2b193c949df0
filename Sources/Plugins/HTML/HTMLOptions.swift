public import SkillSplitHost

/// The options of ``HTMLSink``.
public struct HTMLOptions: PluginOptions {
    public static let help: [(name: String, summary: String)] = [
        ("title", "The site's title."),
        ("base-url", "Where the site will be, for the sitemap and canonical links."),
        ("only", "The kinds of files that get a page, separated by commas."),
        ("templates", "A folder of Mustache templates that replace the built-in ones."),
        ("allow-secrets", "Whether files that hold credentials get a page."),
    ]

    let details: SiteDetails
    let kinds: Set<ComponentKind>
    let templates: String?
    let allowsSecrets: Bool

    public init(_ values: inout OptionValues) throws(SkillSplitError) {
        var details = SiteDetails()
        if let title = values.text("title"), !title.isEmpty { details.title = title }
        if let url = values.text("base-url") {
            guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
                throw SkillSplitError(
                    .usage,
                    "the site's base URL is '\(url)', which is no address of the web",
                    remedy: "Write base-url=https://example.org/library/."
                )
            }
            details.baseURL = url.hasSuffix("/") ? url : url + "/"
        }
        self.details = details
        let names = values.text("only")?.split(separator: ",").map(String.init) ?? []
        kinds = Set(names.map { ComponentKind(rawValue: $0) })
        templates = values.text("templates")
        allowsSecrets = try values.flag("allow-secrets")
    }
}
