import SkillSplitHost

/// The front matter of a composed file: what is known, and where each part comes from.
struct ComposedFrontMatter {
    let text: String

    init(_ request: Composer.Request, title: String, parts: [ComposedPart]) {
        var lines = ["---"]
        switch request.kind {
        case .skill, .agent, .outputStyle: lines.append("name: \(Self.quoted(Self.name(title)))")
        case .command: break
        default: lines.append("title: \(Self.quoted(title))")
        }
        lines.append("description: \(Self.quoted(request.description ?? Self.description(parts)))")
        lines.append("metadata:")
        for (number, part) in parts.enumerated() {
            let hash = Hexadecimal.text(part.hash.bytes)
            lines.append("  composed-from-\(number + 1): \(Self.quoted("\(part.source) sha256-128:\(hash)"))")
        }
        text = (lines + ["---"]).joined(separator: "\n") + "\n"
    }

    /// Letters, digits and single hyphens, at most 64, as the names of skills are.
    static func name(_ title: String) -> String {
        let slug = Slug.make(of: title).prefix(64)
        let name = slug.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        let parts = String(name).split(separator: "-").joined(separator: "-")
        return parts.isEmpty ? "composed" : parts
    }

    private static func description(_ parts: [ComposedPart]) -> String {
        let titles = parts.map { $0.title.isEmpty ? $0.source : $0.title }
        return "Composed of the sections: \(titles.joined(separator: "; "))."
    }

    /// A double-quoted YAML scalar; those of JSON are such (YAML 1.2, chapter 7.3.1).
    private static func quoted(_ text: String) -> String { MetadataValue.string(text).json }
}
