import SkillSplitHost

/// The bytes of consecutive sections, of which only those that an answer needs are read.
struct SectionSlice {
    private let sections: ArraySlice<StoredSection>

    /// - Parameters:
    ///   - positions: Of the sections; `nil` for none.
    ///   - sections: All sections of the file.
    init(_ positions: ClosedRange<Int>?, of sections: [StoredSection]) {
        self.sections = positions.map { sections[$0] } ?? []
    }

    /// In bytes.
    var count: Int {
        guard let first = sections.first, let last = sections.last else { return 0 }
        return last.range.upperBound - first.range.lowerBound
    }

    /// Up to `limit` bytes from `offset` on.
    func bytes(
        from offset: Int,
        atMost limit: Int,
        _ file: StoredFile,
        _ library: any LibrarySession
    ) async throws(SkillSplitError) -> ArraySlice<UInt8> {
        guard let first = sections.first else { return [] }
        let start = first.range.lowerBound + offset
        let end = min(start + limit, first.range.lowerBound + count)
        let touched = sections.filter { $0.range.lowerBound < end && $0.range.upperBound > start }
        guard let from = touched.first, let through = touched.last else { return [] }
        let content = try await library.content(of: file.path, positions: from.position...through.position)
        let skipped = start - from.range.lowerBound
        let available = content.dropFirst(skipped).prefix(end - start)
        guard available.count == end - start else {
            throw SkillSplitError(
                .busy,
                "'\(Clip.text("\(file.path)", to: 600))' changed while it was read",
                remedy: "Call again without a cursor."
            )
        }
        return available
    }
}
