public import SkillSplitHost

/// The YAML block between `---` lines at the start of a file.
public struct FrontMatter: Sendable, Hashable {
    /// The block with its delimiter lines and a leading byte order mark.
    public let range: ByteRange
    /// What it says, in the order of the file; empty where it cannot be understood.
    public let fields: [MetadataField]

    /// The front matter of `source`, or `nil` where the file does not start with a closed block.
    ///
    /// The first line must be `---`, after a byte order mark at most; the next such line closes the block. Both may end
    /// with spaces and tabs. YAML that cannot be understood is no reason to lose the file: there is a diagnostic, and
    /// the range stands. See ``YAMLReader`` for how the fields are read.
    public static func read(_ source: SourceBuffer, diagnostics: inout [Diagnostic]) -> FrontMatter? {
        let delimiters = source.bytes.withUnsafeBufferPointer { buffer in
            UnsafeByteText(buffer).flatMap(Delimiters.init)
        }
        guard let delimiters else { return nil }
        guard let end = delimiters.end else {
            diagnostics.append(.unclosed(at: delimiters.opening))
            return nil
        }
        let reading = YAMLReading(of: source, at: delimiters.content, format: "front-matter")
        return FrontMatter(range: ByteRange(0, end), fields: reading.fields(diagnostics: &diagnostics))
    }

    /// The value of the first field called `key`.
    public subscript(key: String) -> MetadataValue? {
        fields.first { $0.name == key }?.value
    }
}

/// The lines that enclose front matter.
private struct Delimiters {
    let opening: ByteRange
    private(set) var content: ByteRange
    /// The start of the line after the closing one; `nil` where there is none.
    private(set) var end: Int?

    /// The delimiters in `text`, or `nil` where its first line is none.
    init?(_ text: some ByteText) {
        let start = text.byteOrderMarkEnd
        var ends = LineEnds(text, from: start)
        let openingEnd = ends.end(from: start)
        guard Self.isDelimiter(start, openingEnd, in: text) else { return nil }
        var offset = ends.next(after: openingEnd)
        opening = ByteRange(start, openingEnd)
        content = ByteRange(offset, text.end)
        while offset < text.end {
            let lineEnd = ends.end(from: offset)
            let next = ends.next(after: lineEnd)
            if Self.isDelimiter(offset, lineEnd, in: text) {
                content = ByteRange(content.lowerBound, offset)
                end = next
                return
            }
            offset = next
        }
    }

    private static func isDelimiter(_ start: Int, _ end: Int, in text: some ByteText) -> Bool {
        text.hasWord("---", at: start) && text.skipBlanks(from: start + 3) == end
    }
}

extension ByteText {
    /// The place after the byte order mark with which the text starts, or 0.
    var byteOrderMarkEnd: Int {
        self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF ? 3 : 0
    }
}

extension Diagnostic {
    fileprivate static func unclosed(at range: ByteRange) -> Diagnostic {
        Diagnostic(
            "front-matter/unclosed",
            .warning,
            "the file starts with '---', but no second line of '---' ends its front matter",
            remedy: "Add a line '---' after the last field; for a thematic break, use '***'.",
            range: range
        )
    }
}
