import Foundation
import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitMCP

@Suite struct WireTests {
    /// What is no request, and the code of the answer.
    private static let wrong: [String: (line: [UInt8], code: Int)] = [
        "no JSON": (Array("hello".utf8), -32_700),
        "cut JSON": (Array(#"{"jsonrpc":"2.0","id":1"#.utf8), -32_700),
        "invalid UTF-8": (
            Array(#"{"jsonrpc":"2.0","id":1,"method":""#.utf8) + [0xFF] + Array(#""}"#.utf8), -32_700
        ),
        "deep JSON": ([UInt8](repeating: UInt8(ascii: "["), count: 100_000), -32_700),
        "an array": (Array("[]".utf8), -32_600),
        "a number": (Array("7".utf8), -32_600),
        "no version": (Array(#"{"id":1,"method":"ping"}"#.utf8), -32_600),
        "no method": (Array(#"{"jsonrpc":"2.0","id":1}"#.utf8), -32_600),
        "null id": (Array(#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#.utf8), -32_600),
        "long id": (
            Array(MetadataValue.request("ping", id: .string(String(repeating: "x", count: 300))).json.utf8), -32_600
        ),
        "long line": ([UInt8](repeating: UInt8(ascii: " "), count: LineReader.longest + 100_000), -32_700),
        "list of parameters": (Array(#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}"#.utf8), -32_602),
    ]

    @Test(arguments: wrong.keys.sorted())
    func answersWhatIsNoRequestAndGoesOn(_ name: String) async throws {
        let (line, code) = try #require(Self.wrong[name])
        let ping = MetadataValue.request("ping", id: .integer(9))
        let lines = try await TestServer().exchange([line, Array(ping.json.utf8)])
        let answers = lines.compactMap { MetadataValue(json: $0) }
        #expect(answers.count == 2)
        #expect(answers.first?["error"]?["code"] == .count(code))
        #expect(answers.last?["id"] == .integer(9))
    }

    @Test func saysNothingToNotificationsAndResponses() async throws {
        let lines = try await TestServer().exchange([
            [], Array("  ".utf8),
            Array(MetadataValue.request("notifications/initialized", id: nil).json.utf8),
            Array(MetadataValue.request("no/such", id: nil).json.utf8),
            Array(#"{"jsonrpc":"2.0","id":1,"result":{}}"#.utf8),
            Array(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":77}}"#.utf8),
        ])
        #expect(lines.isEmpty)
    }

    @Test func everyAnswerHasTheIdOfItsRequest() async throws {
        let ids = (0..<100).map { $0 % 2 == 0 ? MetadataValue.count($0) : .string("id \($0)") }
        let answers = try await TestServer(TestRecords.small()).answers(
            to: ids.map { .stateless("tools/call", ["name": .string("list_components")], id: $0) }
        )
        #expect(Set(answers.compactMap { $0["id"] }) == Set(ids))
        #expect(answers.count == ids.count)
    }

    @Test func theRevisionThatHasBatchesAnswersWithOne() async throws {
        let batch = MetadataValue.array([
            .request("ping"), .request("no/such", id: .integer(2)), .request("x", id: nil),
        ])
        let handshake = MetadataValue.request("initialize", .fields(["protocolVersion": .string("2025-03-26")]))
        let answers = try await TestServer().answers(to: [handshake, batch])
        #expect(answers.last?.array?.compactMap { $0["id"]?.number } == [1, 2])
        let newer = MetadataValue.request("initialize", .fields(["protocolVersion": .string("2025-06-18")]))
        let refused = try await TestServer().answers(to: [newer, batch])
        #expect(refused.last?["error"]?["code"] == .integer(-32_600))
    }

    @Test func hostileTextStaysInOneLineOfJSON() async throws {
        let records = try TestRecords.hostile()
        let server = try await TestServer(records)
        for record in records {
            let call = MetadataValue.stateless(
                "tools/call",
                [
                    "name": .string("read_file"),
                    "arguments": .fields(["path": .string(PathArgument.text(record.path))]),
                ]
            )
            let lines = try await server.exchange([Array(call.json.utf8)])
            #expect(lines.count == 1)
            let line = try #require(lines.first)
            let text = try #require(String(validating: line, as: UTF8.self), "\(record.path)")
            #expect(text.unicodeScalars.allSatisfy { ![0x85, 0x2028, 0x2029].contains($0.value) && $0.value >= 0x20 })
            // Foundation's reader is not ours.
            #expect(try JSONSerialization.jsonObject(with: Data(line)) is [String: Any])
            let answer = try #require(MetadataValue(json: line))
            let start = String(decoding: record.document.source.bytes.prefix(3_000), as: UTF8.self)
            let read = try #require(answer["result"]?["structuredContent"]?["text"]?.string)
            #expect(start.hasPrefix(read) || read.hasPrefix(start.dropLast()), "\(record.path)")
        }
    }

    @Test func aLibraryThatCannotBeOpenedIsAnErrorOfTheCall() async throws {
        let server = try TestServer(
            failing: SkillSplitError(.notFound, "there is no library at 'x'", remedy: "Ingest something.")
        )
        #expect(try await server.refusal("search", ["query": .string("x")]).contains("Ingest something."))
        #expect(try await server.ask("tools/list")["result"] != nil)
        let read = try await server.ask("resources/read", ["uri": .string("skill-split://a/b")])
        #expect(read["error"] != nil)
    }

    @Test func aReaderThatIsGoneEndsTheServer() async throws {
        let server = try await TestServer(TestRecords.small())
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        close(ends[0])
        let folder = try TemporaryFolder()
        let input = folder.unusedPath()
        let requests = (0..<1_000).map { MetadataValue.stateless("tools/list", id: .count($0)).json + "\n" }
        try Data(requests.joined().utf8).write(to: URL(fileURLWithPath: input))
        let reading = try FileHandle(forReadingFrom: URL(fileURLWithPath: input))
        await StandardTransport(server.server, input: reading.fileDescriptor, output: ends[1]).run()
        let rest = try reading.readToEnd()?.count ?? 0
        #expect(rest > 0)
        close(ends[1])
    }
}
