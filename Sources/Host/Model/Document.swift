/// A file and the sections that tile it.
///
/// Every byte belongs to exactly one section, in order, so the concatenation of the sections is the file. The
/// initialiser checks it; no plugin can break it.
public struct Document: Sendable, Hashable {
    public let source: SourceBuffer
    /// In the order of the file; empty only for an empty file.
    public let sections: [Section]
    public let metadata: Metadata

    /// Makes a document of sections that tile `source`.
    ///
    /// - Throws: ``SkillSplitError`` with the code `untiledSections` when a section is empty, starts before or after the
    ///   end of the one before it, has a depth below 1, or when the last one does not end with the file.
    public init(
        source: SourceBuffer,
        sections: [Section],
        metadata: Metadata = Metadata()
    ) throws(SkillSplitError) {
        var end = 0
        for section in sections {
            guard section.range.lowerBound == end, !section.range.isEmpty, section.depth >= 1 else {
                throw .untiledSections(at: end, of: source.count, section: section)
            }
            end = section.range.upperBound
        }
        guard end == source.count else { throw .untiledSections(at: end, of: source.count, section: nil) }
        self.source = source
        self.sections = sections
        self.metadata = metadata
    }

    /// The whole of `source` as one section of depth 1, or no section where it is empty.
    public init(whole source: SourceBuffer, kind: Section.Kind, title: String, metadata: Metadata = Metadata()) {
        self.source = source
        self.metadata = metadata
        sections =
            source.count == 0
            ? [] : [Section(kind: kind, title: title, depth: 1, range: ByteRange(0, source.count))]
    }

    /// The bytes of the section at `position` alone.
    public func ownBytes(at position: Int) -> ArraySlice<UInt8> {
        source[sections[position].range]
    }
}

extension SkillSplitError {
    fileprivate static func untiledSections(at offset: Int, of count: Int, section: Section?) -> Self {
        let place =
            section.map { "section '\($0.title)' covers bytes \($0.range.lowerBound)..<\($0.range.upperBound)" }
            ?? "the last section ends there"
        return SkillSplitError(
            .untiledSections,
            "the parser's sections do not tile the file: byte \(offset) of \(count) comes next, but \(place)",
            remedy: "Report this to the author of the parser; parse the file with another one by --plugin."
        )
    }
}
