import SkillSplitHost

/// The name that a root has in a library.
enum Collection {
    /// The document path of the root: `name`, or the last segment of `root` without leading dots.
    static func path(named name: String?, root: IngestRoot) throws(SkillSplitError) -> DocumentPath {
        if let name {
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
        let last = root.folderPath.split(separator: UInt8(ascii: "/")).last ?? []
        let bare = Array(last.drop { $0 == UInt8(ascii: ".") })
        return try DocumentPath(bare.isEmpty ? Array("root".utf8) : bare)
    }
}
