import SkillSplitHost

/// The search of a live site: the library's own.
struct LiveSearch {
    /// More are not shown.
    private static let limit = 60

    let library: any LibrarySession
    let catalogue: LiveCatalogue

    /// What the search of a page is loaded with in place of the index: the kinds there are.
    static func root(_ catalogue: LiveCatalogue) -> [UInt8] {
        let kinds = Set(catalogue.entries.map(\.kind.rawValue)).sorted().map { MetadataValue.string($0) }
        return Array("skillSplit.live(\(MetadataValue.array(kinds).json))".utf8)
    }

    /// The sections that match `text`, as JSON.
    func answer(_ text: String, kind: String) async throws(SkillSplitError) -> [UInt8] {
        let words = text.split(whereSeparator: \.isWhitespace).prefix(8).map(String.init)
        let filter = FileFilter(kinds: kind.isEmpty ? [] : [ComponentKind(rawValue: kind)])
        var hits: [SearchHit] = []
        // Sections with all words; with any, where no section has all.
        for combine in [SearchExpression.and, SearchExpression.or] where hits.isEmpty {
            let request = SearchRequest(
                expression: Self.expression(words, combine),
                filter: filter,
                limit: Self.limit,
                snippetWords: 24
            )
            hits = try await library.search(request).hits
        }
        return Array(MetadataValue.array(hits.compactMap(value)).json.utf8)
    }

    /// The words, the last of which may go on.
    private static func expression(
        _ words: [String],
        _ combine: (SearchExpression, SearchExpression) -> SearchExpression
    ) -> SearchExpression? {
        guard let last = words.last else { return nil }
        return words.dropLast().reduce(.prefix(last)) { combine(.word($1), $0) }
    }

    private func value(_ hit: SearchHit) -> MetadataValue? {
        guard let place = catalogue.map.place(of: hit.path.bytes) else { return nil }
        let entry = catalogue.entries[place]
        let isOpen = CredentialScan.first(in: Array(hit.snippet.utf8)) == nil
        let fields = [
            ("title", entry.title), ("kind", entry.kind.rawValue), ("page", entry.page),
            ("address", hit.section.address), ("heading", hit.section.title), ("snippet", isOpen ? hit.snippet : ""),
            ("id", hit.section.id.rawValue),
        ]
        return .object(fields.map { MetadataField($0, .string(SearchWords.plain($1))) })
    }
}
