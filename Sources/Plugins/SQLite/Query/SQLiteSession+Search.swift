public import SkillSplitHost

extension SQLiteSession {
    /// Ranks with FTS5's bm25 over all texts that match, then looks up as many sections as the page needs.
    ///
    /// The scores are read without a join: a search for a common word has tens of thousands of matches and shows twenty.
    public func search(_ request: SearchRequest) async throws(SkillSplitError) -> SearchPage {
        guard let expression = request.expression, request.limit > 0 else {
            return SearchPage(hits: [], hasMore: false)
        }
        guard let match = MatchText(expression).text else {
            throw SkillSplitError(
                .limit,
                "the query is nested too deeply",
                remedy: "Use fewer parentheses, or search twice."
            )
        }
        let wanted = max(0, request.offset) + request.limit
        var found: [Found] = []
        for group in try ranked(match) {
            guard found.count <= wanted else { break }
            found += try sections(using: group, filter: request.filter)
        }
        let page = found.dropFirst(max(0, request.offset)).prefix(request.limit)
        return SearchPage(
            hits: try hits(of: page, match: match, snippetWords: request.snippetWords),
            hasMore: found.count > wanted
        )
    }

    /// The texts that match, best first, those of one score together.
    private func ranked(_ match: String) throws(SkillSplitError) -> some Sequence<ScoredTexts> {
        let query = try connection.statement("SELECT rowid, rank FROM sections_fts WHERE sections_fts MATCH ?")
        query.bind(1, match)
        var scored: [(score: Double, text: Int64)] = []
        try query.forEachRow { row throws(SkillSplitError) in scored.append((row.double(1), row.int64(0))) }
        scored.sort { $0 < $1 }
        var rest = scored[...]
        return AnyIterator {
            guard let best = rest.first?.score else { return nil }
            let group = rest.prefix { $0.score == best }
            rest = rest.dropFirst(group.count)
            return ScoredTexts(score: best, texts: group.map(\.text))
        }
    }

    /// Texts of one score.
    private struct ScoredTexts {
        let score: Double
        let texts: [Int64]
    }

    private struct Found {
        let score: Double
        let text: Int64
        let position: Int
        let runs: SectionRuns
        let path: DocumentPath
        let kind: ComponentKind
        let name: String?
    }

    /// The sections that hold one of the texts, by path and place.
    private func sections(using group: ScoredTexts, filter: FileFilter) throws(SkillSplitError) -> [Found] {
        let condition = FileQuery.Condition(filter)
        let query = try connection.statement(
            """
            SELECT s.id, f.section_runs, f.path, f.kind, f.name FROM sections s JOIN files f ON f.id = s.file_id
            WHERE s.text_id = ? AND \(condition.sql)
            """
        )
        var found: [Found] = []
        for text in group.texts {
            query.bind(1, text)
            condition.bind(to: query, from: 2)
            try query.forEachRow { row throws(SkillSplitError) in
                let runs = row.runs(1)
                guard let position = runs.position(of: row.int64(0)) else { return }
                found.append(
                    Found(
                        score: group.score,
                        text: text,
                        position: position,
                        runs: runs,
                        path: try DocumentPath(row.bytes(2)),
                        kind: ComponentKind(rawValue: row.text(3)),
                        name: row.optionalText(4)
                    )
                )
            }
        }
        return found.sorted { left, right in
            left.path == right.path ? left.position < right.position : left.path < right.path
        }
    }

    private func hits(
        of page: some Sequence<Found>,
        match: String,
        snippetWords: Int
    ) throws(SkillSplitError) -> [SearchHit] {
        var outlines: [DocumentPath: [StoredSection]] = [:]
        var snippets: [Int64: String] = [:]
        var hits: [SearchHit] = []
        for found in page {
            if outlines[found.path] == nil {
                outlines[found.path] = try SectionQuery.sections(of: found.runs, &connection)
            }
            if snippets[found.text] == nil {
                snippets[found.text] = try snippet(of: found.text, match: match, words: snippetWords)
            }
            guard let outline = outlines[found.path], outline.indices.contains(found.position) else { continue }
            hits.append(
                SearchHit(
                    path: found.path,
                    fileKind: found.kind,
                    fileName: found.name,
                    section: outline[found.position],
                    score: -found.score,
                    snippet: snippets[found.text] ?? ""
                )
            )
        }
        return hits
    }

    private func snippet(of text: Int64, match: String, words: Int) throws(SkillSplitError) -> String {
        guard words > 0 else { return "" }
        let query = try connection.statement(
            """
            SELECT snippet(sections_fts, -1, ?, ?, '…', ?) FROM sections_fts
            WHERE sections_fts MATCH ? AND rowid = ?
            """
        )
        query.bind(1, String(SearchHit.matchStart))
        query.bind(2, String(SearchHit.matchEnd))
        // FTS5 allows up to 64.
        query.bind(3, min(words, 64))
        query.bind(4, match)
        query.bind(5, text)
        return try query.firstRow { row throws(SkillSplitError) in row.text(0) } ?? ""
    }
}
