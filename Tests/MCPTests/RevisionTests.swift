import SkillSplitHost
import Testing

@testable import SkillSplitMCP

@Suite struct RevisionTests {
    @Test(arguments: Revision.allCases.filter { !$0.isStateless })
    func agreesToTheRevisionThatTheClientWishes(_ revision: Revision) async throws {
        let answers = try await TestServer(TestRecords.small()).answers(to: [
            .request("initialize", .fields(["protocolVersion": .string(revision.rawValue)])),
            .request("notifications/initialized", id: nil),
            .request("tools/list", id: .string("two")),
            .request("ping", id: .integer(3)),
        ])
        #expect(answers[0]["result"]?["protocolVersion"] == .string(revision.rawValue))
        #expect(answers[0]["result"]?["capabilities"]?["tools"] != nil)
        #expect(answers[0]["result"]?["resultType"] == nil)
        let list = try #require(answers.first { $0["id"] == .string("two") }?["result"])
        let tool = try #require(list["tools"]?.array?.first)
        #expect((tool["outputSchema"] != nil) == (revision >= .june2025))
        #expect((tool["annotations"] != nil) == (revision >= .march2025))
        #expect(list["ttlMs"] == nil)
        #expect(answers.first { $0["id"] == .integer(3) }?["result"] == .object([]))
    }

    @Test(arguments: ["1999-01-01", "2026-07-28", "2030-01-01"])
    func offersItsNewestHandshakeForOneThatItDoesNotSpeak(_ version: String) async throws {
        let answers = try await TestServer().answers(to: [
            .request("initialize", .fields(["protocolVersion": .string(version)]))
        ])
        #expect(answers.first?["result"]?["protocolVersion"] == .string("2025-11-25"))
    }

    @Test func theNewestRevisionNeedsNoHandshake() async throws {
        let server = try await TestServer(TestRecords.small())
        let discovered = try #require(try await server.ask("server/discover")["result"])
        #expect(discovered["supportedVersions"]?.array?.first == .string("2026-07-28"))
        #expect(discovered["resultType"] == .string("complete"))
        #expect(discovered["ttlMs"]?.number ?? 0 > 0)
        #expect(discovered["cacheScope"] == .string("public"))
        #expect(discovered["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] == .string("skill-split"))
        let called = try await server.call("search", ["query": .string("tea")])
        #expect(called["resultType"] == .string("complete"))
        #expect(called["ttlMs"] == nil)
    }

    @Test(arguments: ["2025-11-25", "2027-01-01", ""])
    func aRequestThatNamesAnotherRevisionLearnsWhichThereAre(_ version: String) async throws {
        let answers = try await TestServer().answers(to: [
            .request(
                "tools/list",
                .fields(["_meta": .fields(["io.modelcontextprotocol/protocolVersion": .string(version)])])
            )
        ])
        let error = answers.first?["error"]
        #expect(error?["code"] == .integer(-32_022))
        #expect(error?["data"]?["supported"]?.array?.count == 5)
        #expect(error?["data"]?["requested"] == .string(version))
    }

    @Test func refusesARequestWithoutRevisionOrHandshake() async throws {
        let answers = try await TestServer().answers(to: [.request("tools/list")])
        #expect(answers.first?["error"]?["code"] == .integer(-32_602))
    }

    @Test func refusesAStatelessRequestWithoutCapabilities() async throws {
        let answers = try await TestServer().answers(to: [
            .request(
                "tools/list",
                .fields(["_meta": .fields(["io.modelcontextprotocol/protocolVersion": .string("2026-07-28")])])
            )
        ])
        #expect(answers.first?["error"]?["code"] == .integer(-32_602))
    }

    @Test(arguments: ["initialize", "ping", "prompts/list", "logging/setLevel", "no/such"])
    func theNewestRevisionHasNoSuchMethod(_ method: String) async throws {
        #expect(try await TestServer().ask(method)["error"]?["code"] == .integer(-32_601))
    }
}
