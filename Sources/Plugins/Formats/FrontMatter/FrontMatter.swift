public import SkillSplitHost

/// The YAML block between `---` lines at the start of a file.
public struct FrontMatter: Sendable, Hashable {
    /// The block with its delimiter lines and a leading byte order mark.
    public let range: ByteRange
    /// What it says, in the order of the file; empty where it cannot be understood.
    public let fields: [MetadataField]

    /// The front matter of `source`, or `nil` where the file does not start with a closed block.
    ///
    /// YAML that cannot be understood is no reason to lose the file: there is a diagnostic, and the range stands.
    public static func read(_ source: SourceBuffer, diagnostics: inout [Diagnostic]) -> FrontMatter? {
        nil
    }

    /// The value of the first field called `key`.
    public subscript(key: String) -> MetadataValue? {
        fields.first { $0.name == key }?.value
    }
}
