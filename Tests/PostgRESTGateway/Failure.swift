import Foundation

/// What PostgREST answers in place of data.
struct Failure: Error {
    var status: Int
    var reason: String?
    var code: String
    var message: String
    var details: String?
    var hint: String?
    var headers: [(String, String)] = []

    init(_ status: Int, _ code: String, _ message: String, details: String? = nil, hint: String? = nil) {
        self.status = status
        self.code = code
        self.message = message
        self.details = details
        self.hint = hint
    }

    /// A token that was refused.
    static func token(_ code: String, _ message: String, details: String? = nil) -> Failure {
        var failure = Failure(401, code, message, details: details)
        failure.headers = [
            ("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"\(message)\"")
        ]
        return failure
    }

    /// An error of PostgreSQL as an HTTP status.
    init(_ error: DatabaseError, isAnonymous: Bool) {
        self.init(
            Self.status(of: error.code, isAnonymous: isAnonymous),
            error.code,
            error.message,
            details: error.detail,
            hint: error.hint
        )
        if error.code.hasPrefix("PT") {
            guard let status = Int(error.code.dropFirst(2)), (100...599).contains(status) else { return }
            self.status = status
            reason = error.message
        }
        if error.code == "PGRST" { self = Self.written(error) }
        if status == 401 { headers.append(("WWW-Authenticate", "Bearer")) }
        if status == 503, headers.allSatisfy({ $0.0 != "Retry-After" }) { headers.append(("Retry-After", "0")) }
    }

    private static func status(of code: String, isAnonymous: Bool) -> Int {
        switch code {
        case "42501": isAnonymous ? 401 : 403
        case "28000": 403
        case "22023" where isAnonymous: 400
        case "42883", "42P01": 404
        case "25006": 405
        case "23503", "23505": 409
        case "21000", "2D000", "40P01", "42P17", "53400", "57014", "57P03", "P0002", "P0003", "P0004", "55P03": 500
        case "57P01", "53100", "53200", "53300": 503
        case _ where code.hasPrefix("08"): 503
        case _
        where ["25", "38", "54", "55", "57", "58", "F0", "HV", "XX", "40", "53", "P0", "PT"]
            .contains(where: code.hasPrefix) && code != "P0001":
            500
        default: 400
        }
    }

    /// SQLSTATE `PGRST` lets a function write the whole answer.
    private static func written(_ error: DatabaseError) -> Failure {
        guard let body = object(error.message), let code = body["code"] as? String,
            let message = body["message"] as? String
        else {
            return Failure(
                500,
                "PGRST121",
                "Could not parse JSON in the \"RAISE SQLSTATE 'PGRST'\" error",
                details: "Invalid JSON value for MESSAGE: '\(error.message)'",
                hint:
                    "MESSAGE must be a JSON object with obligatory keys: 'code', 'message' and optional keys: 'details', 'hint'."
            )
        }
        let head = object(error.detail ?? "") ?? [:]
        var failure = Failure(
            head["status"] as? Int ?? 500,
            code,
            message,
            details: body["details"] as? String,
            hint: body["hint"] as? String
        )
        failure.reason = head["status_text"] as? String
        failure.headers = (head["headers"] as? [String: String] ?? [:]).map { ($0.key, $0.value) }
        return failure
    }

    private static func object(_ text: String) -> [String: Any]? {
        try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    }

    var answer: Answer {
        let body =
            "{\"code\":\(JSONText.quoted(code)),\"details\":\(JSONText.optional(details)),"
            + "\"hint\":\(JSONText.optional(hint)),\"message\":\(JSONText.quoted(message))}"
        return Answer(
            status,
            reason: reason,
            headers: [Answer.json, ("Proxy-Status", "PostgREST; error=\(code)")] + headers,
            body: Array(body.utf8)
        )
    }
}
