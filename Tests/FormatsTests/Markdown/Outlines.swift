import SkillSplitFormats
import SkillSplitHost

/// Sections as lines of text: kind, depth and title, indented by depth.
func outline(_ sections: [Section]) -> [String] {
    sections.map { section in
        let indent = String(repeating: "  ", count: section.depth - 1)
        return "\(indent)\(section.kind.rawValue)" + (section.title.isEmpty ? "" : " \(section.title)")
    }
}

func outline(ofMarkdown text: String) -> [String] {
    outline(MarkdownSplitter.split(Array(text.utf8)))
}

/// The text of each section.
func parts(ofMarkdown text: String) -> [String] {
    let bytes = Array(text.utf8)
    return MarkdownSplitter.split(bytes).map { String(decoding: bytes[$0.range.indices], as: UTF8.self) }
}

/// Whether the sections tile the bytes, which `Document` checks.
func tiles(_ sections: [Section], _ bytes: [UInt8]) -> Bool {
    (try? Document(source: SourceBuffer(bytes), sections: sections)) != nil
}
