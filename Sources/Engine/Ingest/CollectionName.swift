import SkillSplitHost

/// The name that a root has in a library.
enum CollectionName {
    /// The document path of the root: `name`, or the root's own name without leading dots.
    static func path(named given: String?, root: IngestRoot) throws(SkillSplitError) -> DocumentPath {
        guard let given else {
            let own = root.fileName == nil ? root.name : root.folderPath.split(separator: .slash).last.map(Array.init)
            let bare = (own ?? []).drop { $0 == UInt8(ascii: ".") }
            return try DocumentPath(bare.isEmpty ? Array("root".utf8) : Array(bare))
        }
        return try named(given)
    }

    /// The document path of the collection that a user calls `name`.
    static func named(_ name: String) throws(SkillSplitError) -> DocumentPath {
        let path = try DocumentPath(name)
        guard path.parent == nil else {
            throw SkillSplitError(
                .usage,
                "the collection '\(name)' has a '/' in it",
                remedy: "Name a collection by one word, such as the name of the folder."
            )
        }
        return path
    }
}
