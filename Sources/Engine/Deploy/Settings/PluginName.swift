public import SkillSplitHost

/// What a plugin is called in settings: `name@marketplace`.
public struct PluginName: Sendable, Hashable {
    public let text: String

    /// Reads the plugin's manifest, and the marketplace that lists it where none is given.
    ///
    /// - Throws: ``SkillSplitError`` with the code `usage` where the library has no marketplace above the plugin.
    public init(
        of path: DocumentPath,
        marketplace: String?,
        in library: any LibrarySession
    ) async throws(SkillSplitError) {
        let files = try await library.files(FileFilter(kinds: [.plugin], prefix: path), after: nil, limit: 100)
        let manifest = files.first { $0.component?.root == path && $0.name != nil }
        let name = manifest?.name ?? path.name
        if let marketplace {
            text = "\(name)@\(marketplace)"
            return
        }
        var folder: DocumentPath? = path
        while let next = folder {
            let listing = try next.appending(Array(".claude-plugin/marketplace.json".utf8))
            if try await library.file(at: listing) != nil {
                let content = try await library.content(of: listing, positions: nil)
                let fields = MetadataValue(json: content)?.object ?? []
                if let found = fields.last(where: { $0.name == "name" })?.value.string {
                    text = "\(name)@\(found)"
                    return
                }
            }
            folder = next.parent
        }
        throw SkillSplitError(
            .usage,
            "no marketplace of the library lists the plugin '\(name)'",
            remedy: "Name the one that it is switched on as part of with --marketplace."
        )
    }
}
