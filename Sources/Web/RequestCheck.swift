import HTTPTypes
public import Hummingbird

/// Lets through what the server's own pages and local programs ask, and nothing that another site makes a browser ask.
///
/// - A `Host` must be an IP address, `localhost` or an allowed name: a name that an attacker's DNS answers with
///   127.0.0.1 is none of them.
/// - An `Origin`, where there is one, must be the server itself.
/// - `Sec-Fetch-Site`, where there is one, must not name another site, unless a person followed a link.
public struct RequestCheck: RouterMiddleware {
    public typealias Context = BasicRequestContext

    private let allowedHosts: Set<String>

    public init(allowedHosts: [String]) {
        self.allowedHosts = Set(allowedHosts.map { $0.lowercased() })
    }

    @concurrent public func handle(
        _ request: Request,
        context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        if let reason = refusal(of: request.head) {
            response = Response(
                status: .forbidden,
                headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: "Refused: \(reason).\n"))
            )
        } else {
            do {
                response = try await next(request, context)
            } catch let error as any HTTPResponseError {
                response = try error.response(from: request, context: context)
            }
        }
        for (name, value) in Self.headers where response.headers[name] == nil { response.headers[name] = value }
        return response
    }

    /// Why a request is refused; `nil` where it is not.
    func refusal(of request: HTTPRequest) -> String? {
        guard let authority = request.authority, isOurs(host: Self.host(of: authority)) else {
            return "the host is not this server; allow a name with --allow-host"
        }
        if let origin = request.headerFields[.origin], !Self.isOrigin(origin, of: authority) {
            return "the request comes from another site"
        }
        let fields = request.headerFields
        if let site = fields["Sec-Fetch-Site"], site != "same-origin", site != "none",
            request.method != .get || fields["Sec-Fetch-Mode"] != "navigate" || fields["Sec-Fetch-Dest"] != "document"
        {
            return "the request comes from another site"
        }
        return nil
    }

    private func isOurs(host: String) -> Bool {
        host == "localhost" || allowedHosts.contains(host) || Self.isAddress(host)
    }

    /// The part of `authority` before the port, in lower case; an IPv6 address keeps its brackets.
    private static func host(of authority: String) -> String {
        let name =
            authority.hasPrefix("[")
            ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        return name.lowercased()
    }

    private static func isOrigin(_ origin: String, of authority: String) -> Bool {
        ["http://", "https://"].contains { origin.lowercased() == $0 + authority.lowercased() }
    }

    /// Whether `host` is an IP address, which no DNS answer can turn.
    private static func isAddress(_ host: String) -> Bool {
        if host.hasPrefix("[") { return host.utf8.allSatisfy { "[]:.0123456789abcdef".utf8.contains($0) } }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    /// What a browser may do with an answer.
    private static let headers: [(name: HTTPField.Name, value: String)] = [
        ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}

extension HTTPFields {
    fileprivate subscript(_ name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }
}
