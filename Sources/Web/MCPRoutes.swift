import HTTPTypes
public import Hummingbird
import HummingbirdCore
public import SkillSplitMCP

/// Answers POSTs to `/mcp` as the Streamable HTTP transport of the Model Context Protocol wants it.
public struct MCPRoutes: Sendable {
    private let endpoint: HTTPEndpoint

    public init(_ endpoint: HTTPEndpoint) {
        self.endpoint = endpoint
    }

    public func add(to router: Router<BasicRequestContext>) {
        router.post("mcp") { request, _ in try await answer(request) }
        // There is no stream to open, and no session to end.
        for method in [.get, .delete] as [HTTPRequest.Method] {
            router.on("mcp", method: method) { _, _ in Response(status: .methodNotAllowed, headers: [.allow: "POST"]) }
        }
    }

    private func answer(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: HTTPEndpoint.longestBody)
        let answer = await endpoint.answer(Array(body.readableBytesView), HTTPEndpoint.Headers(request.headers))
        guard !answer.body.isEmpty else { return Response(status: .init(code: answer.status)) }
        return Response(
            status: .init(code: answer.status),
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        )
    }
}

extension HTTPEndpoint.Headers {
    fileprivate init(_ fields: HTTPFields) {
        self.init()
        func value(_ name: String) -> String? { HTTPField.Name(name).flatMap { fields[$0] } }
        contentType = fields[.contentType]
        accept = fields[.accept]
        protocolVersion = value("MCP-Protocol-Version")
        method = value("Mcp-Method")
        name = value("Mcp-Name")
    }
}
