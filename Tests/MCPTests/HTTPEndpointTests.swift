import SkillSplitHost
import Testing

@testable import SkillSplitMCP

@Suite struct HTTPEndpointTests {
    private func post(
        _ message: MetadataValue,
        _ change: (inout HTTPEndpoint.Headers) -> Void = { _ in }
    ) async throws -> (status: Int, answer: MetadataValue?) {
        try await post(Array(message.json.utf8), change)
    }

    private func post(
        _ body: [UInt8],
        _ change: (inout HTTPEndpoint.Headers) -> Void
    ) async throws -> (status: Int, answer: MetadataValue?) {
        var headers = HTTPEndpoint.Headers()
        headers.contentType = "application/json"
        headers.accept = "application/json, text/event-stream"
        change(&headers)
        let answer = try await HTTPEndpoint(TestServer(TestRecords.small()).server).answer(body, headers)
        return (answer.status, MetadataValue(json: answer.body))
    }

    private let call = MetadataValue.stateless(
        "tools/call",
        ["name": .string("search"), "arguments": .fields(["query": .string("tea")])]
    )

    private func fit(_ headers: inout HTTPEndpoint.Headers) {
        (headers.protocolVersion, headers.method, headers.name) = ("2026-07-28", "tools/call", "search")
    }

    @Test func answersAStatelessRequestWhoseHeadersFit() async throws {
        let (status, answer) = try await post(call, fit)
        #expect(status == 200)
        #expect(answer?["result"]?["structuredContent"]?["hits"]?.array?.isEmpty == false)
    }

    @Test func takesANameInBase64() async throws {
        let read = MetadataValue.stateless("resources/read", ["uri": .string("skill-split://lib/commands/boil.md")])
        let (status, _) = try await post(read) { headers in
            (headers.protocolVersion, headers.method) = ("2026-07-28", "resources/read")
            headers.name = "=?base64?\(Base64.encode("skill-split://lib/commands/boil.md".utf8))?="
        }
        #expect(status == 200)
    }

    @Test(arguments: ["MCP-Protocol-Version", "Mcp-Method", "Mcp-Name"], [nil, "2025-11-25", "=?base64?!?="])
    func refusesHeadersThatDiffer(_ header: String, _ wrong: String?) async throws {
        let (status, answer) = try await post(call) { headers in
            fit(&headers)
            switch header {
            case "MCP-Protocol-Version": headers.protocolVersion = wrong
            case "Mcp-Method": headers.method = wrong
            default: headers.name = wrong
            }
        }
        #expect(status == 400)
        let isUnknownRevision = header == "MCP-Protocol-Version" && wrong == "=?base64?!?="
        let code = isUnknownRevision ? RPCError.unsupportedRevision : RPCError.headerMismatch
        #expect(answer?["error"]?["code"] == .count(code))
    }

    @Test func olderRevisionsNeedNoSession() async throws {
        let handshake = MetadataValue.request("initialize", .fields(["protocolVersion": .string("2025-11-25")]))
        let begun = try await post(handshake)
        #expect(begun.status == 200)
        #expect(begun.answer?["result"]?["protocolVersion"] == .string("2025-11-25"))
        let (status, answer) = try await post(.request("tools/list")) { $0.protocolVersion = "2025-11-25" }
        #expect(status == 200)
        #expect(answer?["result"]?["tools"]?.array?.first?["outputSchema"] != nil)
        // Without the header it is the revision that had none.
        let oldest = try await post(.request("tools/list"))
        #expect(oldest.answer?["result"]?["tools"]?.array?.first?["outputSchema"] == nil)
        let batch = try await post(.array([.request("ping"), .request("ping", id: .integer(2))]))
        #expect(batch.answer?.array?.count == 2)
        #expect(try await post(.request("notifications/initialized", id: nil)).status == 202)
        #expect(try await post(.array([.request("notifications/initialized", id: nil)])).status == 202)
    }

    @Test func saysByTheStatusWhatIsWrong() async throws {
        #expect(try await post(call) { $0.contentType = "text/plain" }.status == 415)
        #expect(try await post(call) { $0.contentType = nil }.status == 415)
        #expect(try await post(call) { $0.accept = "text/html" }.status == 406)
        #expect(try await post(Array("{".utf8)) { _ in }.status == 400)
        let newer = MetadataValue.request(
            "tools/list",
            .fields(["_meta": .fields(["io.modelcontextprotocol/protocolVersion": .string("2027-01-01")])])
        )
        let unknown = try await post(newer) { $0.protocolVersion = "2027-01-01" }
        #expect(unknown.status == 400)
        #expect(unknown.answer?["error"]?["code"] == .integer(-32_022))
        #expect(unknown.answer?["id"] == .integer(1))
        let missing = try await post(.stateless("prompts/list")) { headers in
            (headers.protocolVersion, headers.method) = ("2026-07-28", "prompts/list")
        }
        #expect(missing.status == 404)
        #expect(missing.answer?["error"]?["code"] == .integer(-32_601))
        let bare = try await post(.request("tools/list")) { $0.protocolVersion = "2026-07-28" }
        #expect(bare.status == 400)
        #expect(bare.answer?["error"]?["code"] == .integer(-32_602))
    }
}
