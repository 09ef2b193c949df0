/// `GET /TABLE?select=…&column=op.value&order=…&limit=…&offset=…`.
struct TableRead {
    let cache: SchemaCache
    let maxRows: Int

    private static let operators = ["eq": "=", "neq": "<>", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="]

    func prepare(_ request: Incoming) throws(Failure) -> PreparedRequest {
        let table = String(request.path.dropFirst())
        guard request.isReading else {
            throw Failure(501, "GATEWAY", "this stand-in does not write tables; call a function")
        }
        guard cache.relations.contains(table) else {
            throw Failure(404, "PGRST205", "Could not find the table 'public.\(table)' in the schema cache")
        }
        var parameters: [String?] = []
        var conditions: [String] = []
        for (name, value) in request.query where !["select", "order", "limit", "offset"].contains(name) {
            let parts = value.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            guard let comparison = Self.operators[String(parts[0])], parts.count == 2 else {
                throw Failure(501, "GATEWAY", "this stand-in does not know the filter \(name)=\(value)")
            }
            parameters.append(String(parts[1]))
            conditions.append("\(quoted(table)).\(quoted(name)) \(comparison) $\(parameters.count)")
        }
        let source =
            "public.\(quoted(table)) \(conditions.isEmpty ? "" : "where \(conditions.joined(separator: " and "))")"
        let limit = min(try rows(request.value("limit")) ?? maxRows, maxRows)
        let offset = try rows(request.value("offset")) ?? 0
        return PreparedRequest(
            sql: """
                select coalesce(json_agg(r), '[]')::text, count(*),
                    \(request.wantsCount ? "(select count(*) from \(source))" : "null::bigint")
                from (select \(columns(request, table)) from \(source) \(order(request, table))
                    limit \(limit) offset \(offset)) r
                """,
            parameters: parameters,
            writes: false,
            isPage: true,
            settings: cache.settings
        )
    }

    private func columns(_ request: Incoming, _ table: String) -> String {
        let names = (request.value("select") ?? "*").split(separator: ",").map(String.init)
        return names.map { $0 == "*" ? "\(quoted(table)).*" : "\(quoted(table)).\(quoted($0))" }.joined(separator: ", ")
    }

    private func order(_ request: Incoming, _ table: String) -> String {
        guard let text = request.value("order") else { return "" }
        let terms = text.split(separator: ",").map { term in
            let parts = term.split(separator: ".")
            return "\(quoted(table)).\(quoted(String(parts[0]))) \(parts.contains("desc") ? "desc" : "asc")"
        }
        return "order by \(terms.joined(separator: ", "))"
    }

    /// A number of rows; `nil` where the request does not name one.
    private func rows(_ text: String?) throws(Failure) -> Int? {
        guard let rows = text.flatMap({ Int($0) }) else { return nil }
        guard rows >= 0 else {
            throw Failure(
                416,
                "PGRST103",
                "Requested range not satisfiable",
                details: "Limit should be greater than or equal to zero."
            )
        }
        return rows
    }
}
