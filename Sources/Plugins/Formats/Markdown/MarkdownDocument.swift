public import SkillSplitHost

/// Reads a whole Markdown file: its front matter, its sections, and the words that stand for a missing description.
public enum MarkdownDocument {
    /// The sections of the file, front matter first where there is one, and what the front matter says.
    public static func split(
        _ source: SourceBuffer,
        diagnostics: inout [Diagnostic]
    ) -> (sections: [Section], frontMatter: FrontMatter?) {
        guard let frontMatter = FrontMatter.read(source, diagnostics: &diagnostics) else {
            return (MarkdownSplitter.split(source.bytes), nil)
        }
        var sections = [Section(kind: .frontMatter, title: "", depth: 1, range: frontMatter.range)]
        sections += MarkdownSplitter.split(source.bytes, from: frontMatter.range.upperBound)
        return (sections, frontMatter)
    }

    /// The title of the first heading, whatever its level; `nil` without one, or where it is empty.
    public static func firstHeading(in sections: [Section]) -> String? {
        sections.first { $0.kind == .heading }.flatMap { $0.title.isEmpty ? nil : $0.title }
    }

    /// The first paragraph of the text below the front matter, on one line; `nil` without one.
    public static func firstParagraph(of source: SourceBuffer, from offset: Int = 0) -> String? {
        LeadingText.paragraph(of: source, from: offset)
    }

    /// The first line that is not blank, without heading marks; `nil` in a blank text.
    public static func firstLine(of source: SourceBuffer, from offset: Int = 0) -> String? {
        LeadingText.line(of: source, from: offset)
    }
}
