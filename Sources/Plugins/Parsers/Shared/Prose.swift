import SkillSplitFormats
import SkillSplitHost

/// Text that is read by people: Markdown by its headings, anything else whole.
enum Prose {
    static func document(
        of input: ParseInput,
        parser: String,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        guard input.probe.isMarkdown || ["mdc", "mdx"].contains(input.probe.fileExtension) else {
            return try Document(
                source: input.source,
                sections: PlainTextSplitter.split(input.source, title: input.probe.name),
                metadata: Metadata(name: input.probe.name)
            )
        }
        let markdown = MarkdownComponent(input, parser: parser, diagnostics: &diagnostics)
        return try markdown.document(
            name: markdown.text("name") ?? markdown.text("title") ?? markdown.firstHeading ?? input.probe.stem,
            description: markdown.text("description") ?? markdown.firstParagraph
        )
    }
}

extension Probe {
    /// Whether the extension is one of text for people.
    var isProse: Bool {
        isMarkdown || ["txt", "rst", "adoc", "org"].contains(fileExtension)
    }
}
