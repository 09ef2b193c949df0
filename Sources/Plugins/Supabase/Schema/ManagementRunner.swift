import SkillSplitHost

/// Runs SQL through the query endpoint of Supabase's management API, where only an access token is at hand.
struct ManagementRunner: SQLRunner {
    static let service = "https://api.supabase.com"

    let target: String
    private let url: String
    private let token: APIKey
    private let client: HTTPClient

    /// - Parameters:
    ///   - project: The reference of the project, the first label of its host name.
    ///   - token: An access token of the account.
    ///   - service: Where the API is.
    /// - Throws: ``SkillSplitError`` for a token that cannot be one, or where libcurl is missing.
    init(project: String, token: APIKey, service: String = service) throws(SkillSplitError) {
        guard token.isWellFormed else {
            throw SkillSplitError(
                .credential,
                "SUPABASE_ACCESS_TOKEN holds characters that no token has",
                remedy: "Make a new one at https://supabase.com/dashboard/account/tokens."
            )
        }
        target = "project \(project)"
        url = "\(service)/v1/projects/\(project)/database/query"
        self.token = token
        client = try HTTPClient()
    }

    func run(_ sql: String) async throws(SkillSplitError) -> [String] {
        let body = JSONBytes.object { json in
            json.name("query")
            Array(sql.utf8).withUnsafeBufferPointer { json.verbatim(utf8: $0) }
        }
        let request = HTTPRequest(
            url: url,
            headers: [token.bearer, "Content-Type: application/json", "Accept: application/json"],
            body: body
        )
        let response: HTTPResponse
        do throws(HTTPFailure) {
            response = try await client.send(request)
        } catch {
            switch error {
            case .cancelled: throw .cancelled(target)
            case .network(let code, let problem):
                throw .unreachable("the management API", "\(token.redacted(problem)) (libcurl \(code))")
            }
        }
        return try rows(response)
    }

    private func rows(_ response: HTTPResponse) throws(SkillSplitError) -> [String] {
        switch response.status {
        case 200..<300:
            guard let rows = MetadataValue(json: response.body)?.array else {
                throw .unreachable("the management API", "an answer that is no list")
            }
            return rows.compactMap { Answer($0)["answer"].rawText }
        case 401, 403:
            throw SkillSplitError(
                .credential,
                "the management API refused SUPABASE_ACCESS_TOKEN for \(target)",
                remedy: "Use a token of an account that owns the project, or set SUPABASE_DB_URL."
            )
        case 400, 422: throw .statementFailed(target, token.redacted(ServerError(response).text))
        default: throw .unreachable("the management API", token.redacted(ServerError(response).text))
        }
    }
}
