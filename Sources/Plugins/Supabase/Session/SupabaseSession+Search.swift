public import SkillSplitHost

extension SupabaseSession {
    public func search(_ request: SearchRequest) async throws(SkillSplitError) -> SearchPage {
        guard let expression = request.expression, request.limit > 0 else {
            return SearchPage(hits: [], hasMore: false)
        }
        var json = JSONBytes()
        json.raw("{\"request\":{\"expression\":")
        expression.write(to: &json)
        json.raw(",\"filter\":")
        request.filter.write(to: &json)
        json.raw(",\"limit\":")
        json.integer(request.limit)
        json.raw(",\"offset\":")
        json.integer(max(0, request.offset))
        json.raw(",\"words\":")
        json.integer(min(64, max(0, request.snippetWords)))
        json.raw("}}")
        guard let hits = try await ask("search", json.bytes)["hits"].list(\.hit) else {
            throw broken("hits that cannot be read")
        }
        return SearchPage(hits: Array(hits.prefix(request.limit)), hasMore: hits.count > request.limit)
    }
}

extension Answer {
    fileprivate var hit: SearchHit? {
        guard let path = self["path"].path, let kind = self["kind"].text, let section = self["section"].section,
            let score = self["score"].number, let snippet = self["snippet"].rawText
        else { return nil }
        return SearchHit(
            path: path,
            fileKind: ComponentKind(rawValue: kind),
            fileName: self["name"].text,
            section: section,
            score: score,
            snippet: snippet
        )
    }
}

extension SearchExpression {
    fileprivate func write(to json: inout JSONBytes) {
        func pair(_ left: SearchExpression, _ right: SearchExpression, _ json: inout JSONBytes) {
            json.raw("[")
            left.write(to: &json)
            json.raw(",")
            right.write(to: &json)
            json.raw("]")
        }
        json.raw("{")
        switch self {
        case .word(let text):
            json.raw("\"word\":")
            json.string(Self.storable(text))
        case .prefix(let text):
            json.raw("\"prefix\":")
            json.string(Self.storable(text))
        case .phrase(let text):
            json.raw("\"phrase\":")
            json.string(Self.storable(text))
        case .near(let texts, let distance):
            json.raw("\"near\":")
            json.array(texts) { $1.string(Self.storable($0)) }
            json.raw(",\"distance\":")
            json.integer(max(0, min(distance, 1_000_000)))
        case .and(let left, let right):
            json.raw("\"and\":")
            pair(left, right, &json)
        case .or(let left, let right):
            json.raw("\"or\":")
            pair(left, right, &json)
        case .not(let left, let right):
            json.raw("\"not\":")
            pair(left, right, &json)
        }
        json.raw("}")
    }

    /// No word holds a U+0000, and no word of the index has more than 2,046 bytes.
    private static func storable(_ text: String) -> String {
        String(text.prefix(4000).map { $0 == "\0" ? " " : $0 })
    }
}
