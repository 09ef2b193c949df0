import SkillSplitHost

/// The Streamable HTTP transport without the HTTP: what to answer to a POST.
///
/// Requests of revision 2026-07-28 stand alone, with headers that repeat the body. Those of older revisions do too: the
/// server gives no session id, and the revision is what the header says. Each answer is one JSON object; the server has
/// nothing to say unasked, so there are no streams.
public struct HTTPEndpoint: Sendable {
    /// What a POST says beside its body; `nil` where a header is missing.
    public struct Headers: Sendable, Hashable {
        public var contentType: String?
        public var accept: String?
        /// `MCP-Protocol-Version`.
        public var protocolVersion: String?
        /// `Mcp-Method`.
        public var method: String?
        /// `Mcp-Name`.
        public var name: String?

        public init() {}
    }

    /// A status, and JSON where there is any.
    public struct Answer: Sendable, Hashable {
        public let status: Int
        public let body: [UInt8]
    }

    /// A longer body is refused.
    public static let longestBody = LineReader.longest

    private let server: MCPServer

    public init(_ server: MCPServer) {
        self.server = server
    }

    /// The answer to a POST.
    ///
    /// - Parameters:
    ///   - body: A message of JSON-RPC.
    ///   - headers: What stood before it.
    /// - Returns: 202 without a body for a notification.
    @concurrent
    public func answer(_ body: [UInt8], _ headers: Headers) async -> Answer {
        guard HeaderCheck.isJSON(headers.contentType) else { return Answer(status: 415, body: []) }
        guard HeaderCheck.acceptsJSON(headers.accept) else { return Answer(status: 406, body: []) }
        guard let value = MetadataValue(json: body) else {
            return refusal(RPCError(RPCError.parseError, "The body is no JSON in UTF-8"))
        }
        let agreed: Revision
        do throws(RPCError) {
            agreed = try HeaderCheck.revision(headers)
        } catch {
            return refusal(error, id: value["id"].flatMap(Message.checked) ?? .null)
        }
        if let batch = value.array, agreed.hasBatches {
            return Answer(batch: await server.answers(to: batch, agreed: agreed))
        }
        switch Message(value) {
        case .request(let request): return await answer(request, headers, agreed)
        case .notification, .response: return Answer(status: 202, body: [])
        case .invalid(let error, let id): return refusal(error, id: id)
        }
    }

    private func answer(_ request: Request, _ headers: Headers, _ agreed: Revision) async -> Answer {
        if request.namedRevision != nil, let mismatch = HeaderCheck.mismatch(of: headers, with: request) {
            return refusal(mismatch, id: request.id)
        }
        let response = await server.answer(request, agreed: agreed)
        let isOlder = request.namedRevision == nil && !agreed.isStateless
        return Answer(status: isOlder ? 200 : Self.status(response.errorCode), body: response.bytes)
    }

    private func refusal(_ error: RPCError, id: MetadataValue = .null) -> Answer {
        Answer(status: 400, body: Response.error(error, to: id).bytes)
    }

    private static func status(_ code: Int?) -> Int {
        switch code {
        case nil: 200
        case RPCError.methodNotFound: 404
        case RPCError.internalError: 500
        default: 400
        }
    }
}

extension HTTPEndpoint.Answer {
    /// An array of answers; none where there were only notifications.
    fileprivate init(batch: [UInt8]?) {
        self.init(status: batch == nil ? 202 : 200, body: batch ?? [])
    }
}
