import SkillSplitHost

/// Why a call of the project failed, as far as the caller may do something about it.
enum ProjectFailure: Error, Sendable {
    /// The same with less would succeed: the statement took too long, or the body was too large.
    case tooLarge(SkillSplitError)
    case failed(SkillSplitError)

    var error: SkillSplitError {
        switch self {
        case .tooLarge(let error), .failed(let error): error
        }
    }
}

/// What an answer means.
enum Verdict: Sendable {
    case success(MetadataValue)
    case again(SkillSplitError, after: Duration?)
    case failure(ProjectFailure)
}

extension Verdict {
    /// Reads an answer of the function `name`.
    init(_ response: HTTPResponse, function name: String, host: String) {
        switch response.status {
        case 204: self = .success(.null)
        case 200..<300:
            if let value = MetadataValue(json: response.body) {
                self = .success(value)
            } else {
                self = .again(
                    .unreachable(host, "an answer of \(response.body.count) bytes was cut short or is no JSON"),
                    after: nil
                )
            }
        default: self = Self(ServerError(response), response, function: name, host: host)
        }
    }

    private init(_ problem: ServerError, _ response: HTTPResponse, function name: String, host: String) {
        let status = response.status
        switch problem.code {
        case "57014": self = .failure(.tooLarge(.statementTimeout(problem.text)))
        case "40001", "40P01", "55P03": self = .again(.unreachable(host, problem.text), after: nil)
        case "PGRST202", "PGRST205", "42883", "42P01", "42703":
            self = .failure(.failed(.schemaIsOld(host, cause: problem.text)))
        case "42501": self = .failure(.failed(.notPermitted(host, name, cause: problem.text)))
        case "21000", "54000", "54001", "55000": self = .failure(.failed(.refused(host, status, problem.text)))
        case _ where status == 413 || status == 414: self = .failure(.tooLarge(.bodyTooLarge(problem.text)))
        case _ where RetryPolicy.isTransient(status: status):
            self = .again(
                .unreachable(host, problem.text),
                after: RetryPolicy.requested(response.retryAfter)
            )
        case _ where status == 404: self = .failure(.failed(.schemaIsOld(host, cause: problem.text)))
        case _ where status == 401 || status == 403: self = .failure(.failed(.keyRefused(host, cause: problem.text)))
        case _ where status == 402 || status == 540: self = .failure(.failed(.projectPaused(host, cause: problem.text)))
        default: self = .failure(.failed(.refused(host, status, problem.text)))
        }
    }
}

/// What a server says of a failure, in whatever shape.
struct ServerError: Sendable {
    let code: String?
    /// For people; row contents, which details of PostgreSQL quote, are left out.
    let text: String

    init(_ response: HTTPResponse) {
        let object = MetadataValue(json: response.body)?.object ?? []
        func field(_ name: String) -> String? { object.first { $0.name == name }?.value.string }
        code = field("code")
        let status = "status \(response.status)"
        if let message = field("message") {
            text = "\(status): \(message)\(code.map { " (\($0))" } ?? "")"
        } else {
            let start = String(decoding: response.body.prefix(200), as: UTF8.self)
            text = start.isEmpty ? status : "\(status): \(start.map { $0.isNewline ? " " : String($0) }.joined())"
        }
    }
}

extension SkillSplitError {
    static func unreachable(_ host: String, _ cause: String) -> SkillSplitError {
        SkillSplitError(
            .network,
            "\(host) did not answer as it should",
            remedy:
                "Check the network, SUPABASE_URL and the project's status page, then run the command again: what was "
                + "written stays, and nothing is written twice.",
            cause: cause
        )
    }

    static func statementTimeout(_ cause: String) -> SkillSplitError {
        SkillSplitError(
            .limit,
            "the database took too long for a request that cannot be made smaller",
            remedy:
                "Raise the role's statement_timeout in the project, or leave out the largest files (--max-file-size).",
            cause: cause
        )
    }

    static func bodyTooLarge(_ cause: String) -> SkillSplitError {
        SkillSplitError(
            .limit,
            "a request is larger than the project takes, and cannot be made smaller",
            remedy: "Leave out the largest files (--max-file-size).",
            cause: cause
        )
    }

    static func schemaIsOld(_ host: String, cause: String? = nil) -> SkillSplitError {
        SkillSplitError(
            .incompatible,
            "the database of \(host) does not have the schema of this skill-split",
            remedy: "Run 'skill-split migrate --to supabase:'; it keeps every row.",
            cause: cause
        )
    }

    static func notPermitted(_ host: String, _ function: String, cause: String) -> SkillSplitError {
        SkillSplitError(
            .credential,
            "the key may not do this at \(host) (\(function))",
            remedy: "Use a secret key (sb_secret_…) to write; a publishable key reads public collections only.",
            cause: cause
        )
    }

    static func keyRefused(_ host: String, cause: String) -> SkillSplitError {
        SkillSplitError(
            .credential,
            "\(host) refused the key",
            remedy: "Check that SUPABASE_KEY belongs to the project of SUPABASE_URL and was not revoked.",
            cause: cause
        )
    }

    static func projectPaused(_ host: String, cause: String) -> SkillSplitError {
        SkillSplitError(
            .network,
            "the project at \(host) is paused or over its limits",
            remedy: "Restore it in the Supabase dashboard.",
            cause: cause
        )
    }

    static func refused(_ host: String, _ status: Int, _ cause: String) -> SkillSplitError {
        SkillSplitError(
            .network,
            "\(host) refused a request",
            remedy: "If the project is up to date ('skill-split migrate --to supabase:'), report this.",
            cause: cause
        )
    }
}
