public import SkillSplitHost

/// Reads a whole Markdown file: its front matter, its sections, and the words that stand for a missing description.
public enum MarkdownDocument {
    /// The sections of the file, front matter first where there is one, and what the front matter says.
    ///
    /// Blank lines after the front matter are a part of its section; a byte order mark belongs to the first section.
    public static func split(
        _ source: SourceBuffer,
        diagnostics: inout [Diagnostic]
    ) -> (sections: [Section], frontMatter: FrontMatter?) {
        guard let frontMatter = FrontMatter.read(source, diagnostics: &diagnostics) else {
            return (MarkdownSplitter.split(source.bytes), nil)
        }
        let end = textStart(in: source.bytes, from: frontMatter.range.upperBound)
        let section = Section(kind: .frontMatter, title: "", depth: 1, range: ByteRange(0, end))
        return ([section] + MarkdownSplitter.split(source.bytes, from: end), frontMatter)
    }

    /// The title of the first heading, whatever its level; `nil` without one, or where it is empty.
    public static func firstHeading(in sections: [Section]) -> String? {
        sections.first { $0.kind == .heading }.flatMap { $0.title.isEmpty ? nil : $0.title }
    }

    /// The first paragraph of the text from `offset` on, without inline marks, on one line; `nil` without one.
    ///
    /// Headings, tags, comments, code, lists, quotes, tables and breaks are not paragraphs.
    public static func firstParagraph(of source: SourceBuffer, from offset: Int = 0) -> String? {
        FirstWords.paragraph(in: source.bytes, from: offset)
    }

    /// The first line from `offset` on that is not blank, without the marks of a heading and inline marks; `nil` in a
    /// blank text.
    public static func firstLine(of source: SourceBuffer, from offset: Int = 0) -> String? {
        FirstWords.line(in: source.bytes, from: offset)
    }

    /// The start of the first line from `offset` on that is not blank, or the end.
    private static func textStart(in bytes: [UInt8], from offset: Int) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            guard let text = UnsafeByteText(buffer) else { return 0 }
            return text.firstLineWithText(from: offset, to: text.end) ?? text.end
        }
    }
}
