import SkillSplitHost

/// Reads the headers of a POST, and compares them with its body.
enum HeaderCheck {
    /// The revision that the header names.
    ///
    /// - Throws: ``RPCError`` for one that the server does not speak.
    static func revision(_ headers: HTTPEndpoint.Headers) throws(RPCError) -> Revision {
        // The first revision with this transport had no such header.
        guard let name = headers.protocolVersion else { return .march2025 }
        guard let revision = Revision(rawValue: name) else { throw .unsupported(name) }
        return revision
    }

    /// What of the headers differs from a request that names its revision.
    static func mismatch(of headers: HTTPEndpoint.Headers, with request: Request) -> RPCError? {
        if headers.protocolVersion != request.namedRevision { return differs("MCP-Protocol-Version") }
        if headers.method != request.method { return differs("Mcp-Method") }
        let field = ["tools/call": "name", "prompts/get": "name", "resources/read": "uri"][request.method]
        guard let field, let name = request.parameters[field]?.string else { return nil }
        return headers.name.map(decoded) == name ? nil : differs("Mcp-Name")
    }

    static func isJSON(_ contentType: String?) -> Bool {
        mediaType(contentType ?? "") == "application/json"
    }

    /// A client that says nothing takes anything.
    static func acceptsJSON(_ accept: String?) -> Bool {
        guard let accept else { return true }
        return accept.split(separator: ",").contains { range in
            ["application/json", "application/*", "*/*"].contains(mediaType(String(range)))
        }
    }

    /// `value` without its parameters, in lower case.
    private static func mediaType(_ value: String) -> String {
        value.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
    }

    /// What a header says that may be in Base64, between `=?base64?` and `?=`.
    private static func decoded(_ value: String) -> String {
        guard value.hasPrefix("=?base64?"), value.hasSuffix("?="), value.utf8.count >= 11,
            let bytes = Base64.decode(value.utf8.dropFirst(9).dropLast(2))
        else { return value }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func differs(_ header: String) -> RPCError {
        RPCError(RPCError.headerMismatch, "Header mismatch: \(header) does not match the body")
    }
}
