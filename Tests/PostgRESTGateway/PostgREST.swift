/// The part of PostgREST that clients of skill-split use: functions, and simple reads of tables.
struct PostgREST: Sendable {
    let pool: ConnectionPool
    let maxRows: Int
    private let schemas = SchemaCaches()

    init(pool: ConnectionPool, maxRows: Int) {
        self.pool = pool
        self.maxRows = maxRows
    }

    /// What the database gave for a request.
    struct Result: Sendable {
        /// JSON; empty for a function without a result.
        var json: String
        var rows: Int
        var total: Int?
        var isVoid = false
        var isPage = false
    }

    /// What to do to the transaction when its statement is through, for tests of lost answers.
    enum Ending: Sendable {
        case commit, rollback
    }

    func answer(_ request: Incoming, _ identity: Authentication.Identity, ending: Ending = .commit) async -> Answer {
        do {
            guard request.acceptsJSON else {
                let type = request.header("Accept") ?? ""
                throw Failure(406, "PGRST107", "None of these media types are available: \(type)")
            }
            let statement = try await statement(for: request)
            let result = try await pool.with { connection in
                try Self.transaction(connection, statement, identity, isReading: request.isReading, ending)
            }
            return try Self.answer(result, request)
        } catch let failure as Failure {
            return failure.answer
        } catch let error as DatabaseError {
            var failure = Failure(error, isAnonymous: identity.role == "anon")
            // A role that does not exist is the token's fault.
            if error.code == "22023", error.message.hasPrefix("role ") {
                failure.status = 401
                failure.headers = [("WWW-Authenticate", "Bearer")]
            }
            return failure.answer
        } catch {
            return Failure(500, "XX000", "\(error)").answer
        }
    }

    private func statement(for request: Incoming) async throws -> PreparedRequest {
        do {
            return try statement(for: request, await schemas.cache(pool))
        } catch let failure as Failure where failure.code.hasPrefix("PGRST20") {
            // A real one listens to `notify pgrst`; this one looks again for what it does not know.
            return try statement(for: request, await schemas.reload(pool))
        }
    }

    private func statement(for request: Incoming, _ cache: SchemaCache) throws -> PreparedRequest {
        if request.path.hasPrefix("/rpc/") {
            return try FunctionCall(cache: cache, maxRows: maxRows).prepare(request)
        }
        return try TableRead(cache: cache, maxRows: maxRows).prepare(request)
    }

    private static func transaction(
        _ connection: Connection,
        _ prepared: PreparedRequest,
        _ identity: Authentication.Identity,
        isReading: Bool,
        _ ending: Ending
    ) throws -> Result {
        try connection.run(
            "BEGIN ISOLATION LEVEL READ COMMITTED \(isReading || !prepared.writes ? "READ ONLY" : "READ WRITE")"
        )
        do {
            var settings = [("role", identity.role), ("request.jwt.claims", identity.claims)]
            settings += prepared.settings[identity.role] ?? []
            if let timeout = prepared.timeout { settings.append(("statement_timeout", timeout)) }
            let calls = settings.indices.map { "set_config($\($0 * 2 + 1), $\($0 * 2 + 2), true)" }
            try connection.run(
                "SELECT \(calls.joined(separator: ", ")), set_config('search_path', 'public, extensions', true)",
                settings.flatMap { [$0.0, $0.1] }
            )
            // A time-out that was just set counts from the next statement on.
            let rows = try connection.run(prepared.sql, prepared.parameters)
            let row = rows.values[0]
            let result = Result(
                json: row[0] ?? "null",
                rows: Int(row[1] ?? "") ?? 1,
                total: row[2].flatMap { Int($0) },
                isVoid: prepared.isVoid,
                isPage: prepared.isPage
            )
            try connection.run(ending == .commit ? "COMMIT" : "ROLLBACK")
            return result
        } catch {
            _ = try? connection.run("ROLLBACK")
            throw error
        }
    }

    private static func answer(_ result: Result, _ request: Incoming) throws(Failure) -> Answer {
        let offset = Int(request.value("offset") ?? "") ?? 0
        let total = request.wantsCount ? result.total.map { "\($0)" } ?? "1" : "*"
        let range = result.rows == 0 ? "*/\(total)" : "\(offset)-\(offset + result.rows - 1)/\(total)"
        var headers = [("Content-Range", range)]
        if result.isVoid { return Answer(204, headers: headers) }
        headers.append(("Content-Profile", "public"))
        if result.isPage, !request.path.hasPrefix("/rpc/") {
            let query = request.canonicalQuery
            headers.append(("Content-Location", request.path + (query.isEmpty ? "" : "?\(query)")))
        }
        var status = 200
        if request.wantsCount {
            headers.append(("Preference-Applied", "count=exact"))
            if let total = result.total, result.isPage {
                if result.rows < total { status = 206 }
                if offset > total {
                    var failure = Failure(
                        416,
                        "PGRST103",
                        "Requested range not satisfiable",
                        details: "An offset of \(offset) was requested, but there are only \(total) rows."
                    )
                    failure.headers = headers
                    var answer = failure.answer
                    answer.headers.removeAll { $0.name == "Proxy-Status" }
                    return answer
                }
            }
        }
        var json = result.json
        if result.isPage, request.wantsObject {
            guard result.rows == 1 else {
                throw Failure(
                    406,
                    "PGRST116",
                    "Cannot coerce the result to a single JSON object",
                    details: "The result contains \(result.rows) rows"
                )
            }
            json = String(json.drop { $0 != "{" }.reversed().drop { $0 != "}" }.reversed())
        }
        let type =
            request.wantsObject ? ("Content-Type", "application/vnd.pgrst.object+json; charset=utf-8") : Answer.json
        return Answer(status, headers: [type] + headers, body: Array(json.utf8))
    }
}

/// A request as one statement that gives JSON, the number of rows, and how many there are in all.
struct PreparedRequest: Sendable {
    var sql: String
    var parameters: [String?]
    var writes: Bool
    var isVoid = false
    var isPage = false
    var timeout: String?
    var settings: [String: [(name: String, value: String)]]
}

/// The schema, read at first use.
actor SchemaCaches {
    private var cached: SchemaCache?

    func cache(_ pool: ConnectionPool) async throws -> SchemaCache {
        if let cached { return cached }
        return try await reload(pool)
    }

    func reload(_ pool: ConnectionPool) async throws -> SchemaCache {
        let cache = try await pool.with { try SchemaCache($0) }
        cached = cache
        return cache
    }
}
