public import SkillSplitHost

/// Bytes that are not text: one `bytes` section.
public enum OpaqueBytes {
    /// The whole of `source` as one section; none for an empty file.
    public static func split(_ source: SourceBuffer, title: String) -> [Section] {
        Document(whole: source, kind: .bytes, title: title).sections
    }
}
