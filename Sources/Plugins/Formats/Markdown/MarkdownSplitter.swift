public import SkillSplitHost

/// Splits Markdown into headings, tags and the text around them.
///
/// A heading is a section where CommonMark makes it a heading of the document itself: not in code, HTML, a comment, a
/// block quote or a list. A tag is a section where `<name>` and `</name>` stand on lines of their own and `name` is no
/// element of HTML. The scan is linear in the size of the text and uses no recursion.
public enum MarkdownSplitter {
    /// The sections of `bytes[offset...]`, which tile `offset..<bytes.count`; `offset` must start a line.
    ///
    /// What precedes the first heading or tag is a `preamble` of depth 1. A heading's depth is its level; within a tag
    /// it is the tag's depth plus its level. A tag is one deeper than the heading or tag around it. Text after a closing
    /// tag is a `text` section as deep as the tag; blank lines there belong to what precedes them.
    public static func split(_ bytes: [UInt8], from offset: Int = 0) -> [Section] {
        bytes.withUnsafeBufferPointer { buffer in
            guard offset < buffer.count, let text = UnsafeByteText(buffer) else { return [] }
            return SectionBuilder.sections(in: text, from: max(0, offset))
        }
    }
}
