public import SkillSplitHost

/// Interprets YAML text that stands alone or in a range of a file.
public enum YAMLReader {
    /// The fields of the mapping in `range`, by default the whole file; empty with a diagnostic where it is none.
    public static func fields(
        of source: SourceBuffer,
        at range: ByteRange? = nil,
        diagnostics: inout [Diagnostic]
    ) -> [MetadataField] {
        []
    }
}
