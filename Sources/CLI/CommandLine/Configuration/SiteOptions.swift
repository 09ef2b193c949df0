import ArgumentParser
import SkillSplitHost

/// What a documentation site says of itself, and what it shows; the same for a folder and for a server.
struct SiteOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The title of a documentation site.", valueName: "text"))
    var title: String?

    @Option(help: ArgumentHelp("Where a documentation site will be, for its sitemap.", valueName: "url"))
    var baseURL: String?

    @Option(help: ArgumentHelp("The kinds that a documentation site shows, with commas between.", valueName: "kinds"))
    var only: String?

    @Option(help: ArgumentHelp("A folder of Mustache templates for a documentation site.", valueName: "folder"))
    var templates: String?

    /// `url` with the options, where it names a documentation site.
    func applied(to url: SinkURL) throws(SkillSplitError) -> SinkURL {
        guard url.scheme == "html" else { return url }
        var options = url.options
        let kinds = try only.map { names throws(SkillSplitError) in
            try KnownKinds.resolve([names]).map(\.rawValue).joined(separator: ",")
        }
        for (name, value) in [("title", title), ("base-url", baseURL), ("only", kinds), ("templates", templates)] {
            if let value { options[name] = value }
        }
        return SinkURL(scheme: url.scheme, location: url.location, options: options)
    }
}
