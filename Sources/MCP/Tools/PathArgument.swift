import SkillSplitHost

/// Document paths as text that leads back to the same path.
enum PathArgument {
    /// `path` as it is, or as a URI where its bytes are not UTF-8 and text would not say them.
    static func text(_ path: DocumentPath) -> String {
        path.isText ? "\(path)" : ResourceURI(path: path).text
    }

    /// The path that ``text(_:)`` wrote, or that a person did.
    static func path(_ text: String) throws(SkillSplitError) -> DocumentPath {
        if let uri = ResourceURI(text) { return uri.path }
        // A folder is often written with a slash at its end.
        return try DocumentPath(text.hasSuffix("/") ? String(text.dropLast()) : text)
    }
}
