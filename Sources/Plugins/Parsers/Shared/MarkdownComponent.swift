import SkillSplitFormats
import SkillSplitHost

/// A Markdown file with its front matter read, for the parsers of components that are written in Markdown.
struct MarkdownComponent {
    let input: ParseInput
    let sections: [Section]
    private let frontMatter: FrontMatter?
    private let isReadable: Bool

    /// Splits the file, and reports a file that is the text of a link or is no text at all.
    ///
    /// - Parameters:
    ///   - input: The file.
    ///   - parser: The id of the parser, which the names of its diagnostics begin with.
    ///   - diagnostics: Receives the findings.
    init(_ input: ParseInput, parser: String, diagnostics: inout [Diagnostic]) {
        self.input = input
        if let whole = UnreadableText.document(of: input, parser: parser, diagnostics: &diagnostics) {
            (sections, frontMatter, isReadable) = (whole.sections, nil, false)
            return
        }
        isReadable = true
        (sections, frontMatter) = MarkdownDocument.split(input.source, diagnostics: &diagnostics)
        LinkText.report(input.source, parser: parser, diagnostics: &diagnostics)
    }

    var fields: [MetadataField] { frontMatter?.fields ?? [] }

    /// The front matter with its delimiters; `nil` without one.
    var frontMatterRange: ByteRange? { frontMatter?.range }

    /// Where the text below the front matter starts.
    var bodyOffset: Int { frontMatter?.range.upperBound ?? 0 }

    /// The value of `key` in the front matter.
    subscript(key: String) -> MetadataValue? { frontMatter?[key] }

    /// The value of `key` as text without blanks around it; `nil` where it is missing, blank, a list or a mapping.
    func text(_ key: String) -> String? {
        guard let value = frontMatter?[key] else { return nil }
        let text =
            switch value {
            case .string(let text): Text.trimmed(text)
            case .integer, .number, .bool: value.json
            case .null, .array, .object: ""
            }
        return text.isEmpty ? nil : text
    }

    var firstHeading: String? { MarkdownDocument.firstHeading(in: sections) }

    var firstParagraph: String? {
        isReadable ? MarkdownDocument.firstParagraph(of: input.source, from: bodyOffset) : nil
    }

    var firstLine: String? {
        isReadable ? MarkdownDocument.firstLine(of: input.source, from: bodyOffset) : nil
    }

    /// The line of `key` in the front matter; all of the front matter where it is not written plainly.
    func range(of key: String) -> ByteRange? {
        frontMatter.map { KeyLine.range(of: key, in: input.source, within: $0.range) ?? $0.range }
    }

    /// The document, with the fields of the front matter as metadata.
    func document(name: String?, description: String?) throws(SkillSplitError) -> Document {
        try Document(
            source: input.source,
            sections: sections,
            metadata: Metadata(name: name, description: description, fields: fields)
        )
    }
}

/// Finds the line that gives a key of a YAML mapping its value.
enum KeyLine {
    /// The first line in `range` that starts with `key` and a colon, without its line ending.
    static func range(of key: String, in source: SourceBuffer, within range: ByteRange) -> ByteRange? {
        let bytes = source[range]
        let key = Array(key.utf8)
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end =
                bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.endIndex
            let line = bytes[start..<end]
            if line.starts(with: key), line.dropFirst(key.count).first == UInt8(ascii: ":") {
                return ByteRange(start, end)
            }
            start = end + 1
        }
        return nil
    }
}
