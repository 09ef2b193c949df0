import SkillSplitHost

/// Parts of a row, each with a bound, since what they show was written by others.
enum Row {
    /// A longer path is left out of listings; its file can still be read by those who know it.
    private static let longestPath = 600
    private static let longestAddress = 512
    private static let longestTitle = 200

    /// `path` as a value; `nil` where it is too long to be listed.
    static func path(_ path: DocumentPath) -> MetadataValue? {
        let value = MetadataValue.string(PathArgument.text(path))
        return MessageText.lengths(value).asValue <= longestPath ? value : nil
    }

    /// The section's address, or `@` and its position where sections are nested too deeply to name them all.
    static func address(_ section: StoredSection) -> String {
        section.address.utf8.count <= longestAddress ? section.address : "@\(section.position)"
    }

    /// The section's title, or its kind where it has none.
    static func title(_ section: StoredSection) -> String {
        section.title.isEmpty ? section.kind.rawValue : Clip.line(section.title, to: longestTitle)
    }

    static func lines(_ lines: ClosedRange<Int>) -> MetadataValue {
        .array([.count(lines.lowerBound), .count(lines.upperBound)])
    }
}
