import SkillSplitFormats
import SkillSplitHost

/// How the content of a document is shown.
enum ContentFormat {
    case markdown, json, code, bytes

    init(_ document: PageDocument) {
        switch document.fileExtension {
        case "md", "markdown", "mdx", "mdc", "mkd": self = .markdown
        case "json", "jsonc": self = .json
        default:
            if document.parts.contains(where: { $0.kind == .bytes }) {
                self = .bytes
            } else {
                self = document.parts.contains { $0.headingLevel != nil } ? .markdown : .code
            }
        }
    }
}
