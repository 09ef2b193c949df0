public import SkillSplitHost

/// Splits a YAML file into an `entry` section for each key of its top-level mapping.
public enum YAMLSplitter {
    /// The sections of `bytes`, which tile them; comments and blank lines above a key belong to it.
    public static func split(_ bytes: [UInt8]) -> [Section] {
        guard !bytes.isEmpty else { return [] }
        return [Section(kind: .preamble, title: "", depth: 1, range: ByteRange(0, bytes.count))]
    }
}
