public import SkillSplitHost

/// Writes a documentation site into a folder: a page for each file, lists, navigation and search.
///
/// The site needs no server and no network. A run writes only what changed since the last one, and removes only what it
/// wrote; a file `.skill-split-site` in the folder keeps what that is.
public struct HTMLSink: LiveSiteSink {
    public static let manifest = PluginManifest.sink(
        id: "html",
        summary: "Writes a documentation site with search into a folder."
    )

    private let folder: String
    private let options: HTMLOptions

    public init(location: String, options: HTMLOptions) throws(SkillSplitError) {
        guard !location.isEmpty else {
            throw SkillSplitError(
                .usage,
                "html: names no folder",
                remedy: "Write html:FOLDER, such as html:site."
            )
        }
        // Without a slash at the end, whatever the user wrote.
        var folder = location
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        self.folder = folder
        self.options = options
    }

    /// Puts the site together from `library` page by page, as it is when a page is asked for.
    public func site(of library: any LibrarySession) throws(SkillSplitError) -> any LiveSite {
        try HTMLFragment.requireParser()
        return try LiveHTMLSite(library: library, options: options)
    }

    public func open(_ context: SinkContext) async throws(SkillSplitError) -> HTMLSession {
        try HTMLFragment.requireParser()
        return try HTMLSession(folder: folder, options: options, isReadOnly: context.purpose == .read)
    }
}
