public import SkillSplitHost

extension SupabaseSession {
    public func search(_ request: SearchRequest) async throws(SkillSplitError) -> SearchPage {
        guard let expression = request.expression, request.limit > 0 else {
            return SearchPage(hits: [], hasMore: false)
        }
        let arguments = JSONBytes.object { json in
            json.name("request")
            json.object {
                $0.name("expression")
                expression.write(to: &$0)
                $0.name("filter")
                request.filter.write(to: &$0)
                $0.member("limit", integer: request.limit)
                $0.member("offset", integer: max(0, request.offset))
                $0.member("words", integer: min(64, max(0, request.snippetWords)))
            }
        }
        guard let hits = try await ask("search", arguments)["hits"].list(\.hit) else {
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
        json.object { json in
            switch self {
            case .word(let text): json.member("word", string: Self.storable(text))
            case .prefix(let text): json.member("prefix", string: Self.storable(text))
            case .phrase(let text): json.member("phrase", string: Self.storable(text))
            case .near(let texts, let distance):
                json.name("near")
                json.array(texts) { $1.string(Self.storable($0)) }
                json.member("distance", integer: max(0, min(distance, 1_000_000)))
            case .and(let left, let right): Self.write("and", left, right, to: &json)
            case .or(let left, let right): Self.write("or", left, right, to: &json)
            case .not(let left, let right): Self.write("not", left, right, to: &json)
            }
        }
    }

    private static func write(
        _ name: StaticString,
        _ left: SearchExpression,
        _ right: SearchExpression,
        to json: inout JSONBytes
    ) {
        json.name(name)
        json.array([left, right]) { $0.write(to: &$1) }
    }

    /// No word holds a U+0000, and no word of the index has more than 2,046 bytes.
    private static func storable(_ text: String) -> String {
        String(text.prefix(4000).map { $0 == "\0" ? " " : $0 })
    }
}
