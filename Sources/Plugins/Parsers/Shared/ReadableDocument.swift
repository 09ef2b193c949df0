import SkillSplitFormats
import SkillSplitHost

/// Reads a document that is no component of its own: Markdown by its headings, other text whole.
struct ReadableDocument {
    /// The front matter and sections; `nil` where the file is not Markdown.
    let markdown: MarkdownComponent?
    private let input: ParseInput

    init(_ input: ParseInput, parser: String, diagnostics: inout [Diagnostic]) {
        self.input = input
        let isMarkdown = FileExtensions.markdown.contains(input.probe.fileExtension)
        markdown = isMarkdown ? MarkdownComponent(input, parser: parser, diagnostics: &diagnostics) : nil
    }

    /// The document: called like its front matter or first heading says, described by either or the first paragraph.
    func document() throws(SkillSplitError) -> Document {
        guard let markdown else {
            let metadata = Metadata(name: input.probe.name)
            return Document(whole: input.source, kind: .text, title: input.probe.name, metadata: metadata)
        }
        return try markdown.document(
            name: markdown.text("name") ?? markdown.text("title") ?? markdown.firstHeading ?? input.probe.stem,
            description: markdown.text("description") ?? markdown.firstParagraph
        )
    }
}
