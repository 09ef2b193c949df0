import SkillSplitHost

/// What clients are told of the format of a file.
enum MediaType {
    /// By the file's name; a general type for names that say nothing.
    static func of(_ file: StoredFile, isText: Bool) -> String {
        let name = file.path.name
        let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
        return switch ending {
        case "md", "mdx", "markdown": "text/markdown"
        case "json": "application/json"
        case "html", "htm": "text/html"
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "gif": "image/gif"
        case "svg": "image/svg+xml"
        case "pdf": "application/pdf"
        default: isText ? "text/plain" : "application/octet-stream"
        }
    }
}
