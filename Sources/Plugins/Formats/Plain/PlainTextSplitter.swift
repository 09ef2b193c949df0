public import SkillSplitHost

/// Text without structure: one `text` section, however long.
public enum PlainTextSplitter {
    /// The whole of `source` as one section; none for an empty file.
    public static func split(_ source: SourceBuffer, title: String) -> [Section] {
        Document(whole: source, kind: .text, title: title).sections
    }
}
