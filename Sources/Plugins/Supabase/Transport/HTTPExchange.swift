/// A request for the server of a project.
struct HTTPRequest: Sendable {
    let url: String
    /// `Name: value` each.
    let headers: [String]
    /// A POST of these bytes; `nil` for a GET.
    let body: [UInt8]?
}

/// What came back.
struct HTTPResponse: Sendable {
    let status: Int
    /// As the server wrote it: seconds or a date.
    let retryAfter: String?
    let body: [UInt8]
}

/// Why no answer came back.
enum HTTPFailure: Error, Sendable, Hashable {
    /// libcurl's code and what it says.
    case network(code: Int, problem: String)
    case cancelled
}

/// Time and size limits of one request.
struct HTTPLimits: Sendable, Hashable {
    /// In milliseconds, to reach the server.
    var connect = 10_000
    /// In milliseconds, in all; hosted projects end a request after a minute.
    var total = 120_000
    /// In seconds without a byte.
    var stall = 60
    /// In bytes, of an answer.
    var answer = 256 << 20
}
