import SkillSplitHost

/// Images that stand in the page itself; a page loads none from elsewhere.
enum EmbeddedImage {
    /// Whether `source` is a bitmap as a `data:` URL, and of the type that it says.
    static func isAllowed(_ source: String) -> Bool {
        for type in ["png", "jpeg", "gif", "webp"] {
            let prefix = "data:image/\(type);base64,"
            guard source.lowercased().hasPrefix(prefix) else { continue }
            let bytes = Base64.decode(source.utf8.dropFirst(prefix.utf8.count))
            return bytes.flatMap(self.type(of:)) == type
        }
        return false
    }

    /// The type of a bitmap by its first bytes; `nil` for other files.
    static func type(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "png" }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "jpeg" }
        if bytes.starts(with: Array("GIF8".utf8)) { return "gif" }
        if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) { return "webp" }
        return nil
    }
}
