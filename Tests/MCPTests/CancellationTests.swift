import SkillSplitHost
import Testing

@testable import SkillSplitMCP

@Suite struct CancellationTests {
    @Test func whatWasCancelledGetsNoAnswer() async throws {
        let (server, opener) = Self.waitingServer()
        let lines = try await Output.lines { output in
            let exchange = Exchange(server, to: LineWriter(output))
            for id in 1...3 {
                let call = MetadataValue.stateless(
                    "tools/call",
                    ["name": .string("list_components")],
                    id: .count(id)
                )
                await exchange.take(.text(Array(call.json.utf8)))
            }
            for id in [2, 2, 99] {
                let notice = MetadataValue.request(
                    "notifications/cancelled",
                    .fields(["requestId": .count(id)]),
                    id: nil
                )
                await exchange.take(.text(Array(notice.json.utf8)))
            }
            opener.finish()
            await exchange.finish()
        }
        #expect(Set(lines.compactMap { MetadataValue(json: $0)?["id"]?.number }) == [1, 3])
    }

    @Test func anIdThatIsUnderWayIsRefused() async throws {
        let (server, opener) = Self.waitingServer()
        let call = MetadataValue.stateless("tools/call", ["name": .string("list_components")])
        let lines = try await Output.lines { output in
            let exchange = Exchange(server, to: LineWriter(output))
            await exchange.take(.text(Array(call.json.utf8)))
            await exchange.take(.text(Array(call.json.utf8)))
            opener.finish()
            await exchange.finish()
        }
        let answers = lines.compactMap { MetadataValue(json: $0) }
        #expect(answers.compactMap { $0["error"]?["code"]?.number } == [RPCError.invalidRequest])
        #expect(answers.count == 2)
    }

    /// A server that says that it has no library once the continuation is finished, and nothing before.
    private static func waitingServer() -> (MCPServer, AsyncStream<Void>.Continuation) {
        let (gate, opener) = AsyncStream<Void>.makeStream()
        let library = LibraryAccess { () throws(SkillSplitError) in
            for await _ in gate {}
            throw SkillSplitError(.notFound, "no library", remedy: "None.")
        }
        return (MCPServer(version: "0", library: library, kinds: []), opener)
    }
}
