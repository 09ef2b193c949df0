import Foundation
import SkillSplitHost
import SkillSplitSQLite
import SkillSplitTesting
import Testing

@testable import SkillSplitMCP

/// A server on a library of its own.
struct TestServer: Sendable {
    static let kinds: [ComponentKind] = [
        .skill, .command, .agent, .hook, .plugin, .outputStyle, .config, .script, .reference, .documentation, .asset,
    ]

    let server: MCPServer
    private let folder: TemporaryFolder

    init(_ records: [Record] = [], budget: Budget = Budget(), workshop: Workshop? = nil) async throws {
        folder = try TemporaryFolder()
        let sink = SQLiteSink.self
        let path = folder.unusedPath(".db")
        let session = try await sink.init(location: path, options: sink.Options(patience: 60))
            .open(SinkContext(purpose: .write))
        _ = try await session.write(records)
        try await session.commit()
        server = MCPServer(
            version: "0",
            library: LibraryAccess { () throws(SkillSplitError) in session },
            kinds: Self.kinds,
            budget: budget,
            workshop: workshop
        )
    }

    /// A server whose library cannot be opened.
    init(failing error: SkillSplitError) throws {
        folder = try TemporaryFolder()
        server = MCPServer(
            version: "0",
            library: LibraryAccess { () throws(SkillSplitError) in throw error },
            kinds: Self.kinds
        )
    }

    /// What the server writes when a client sends `lines` and closes its end.
    func exchange(_ lines: [[UInt8]]) async throws -> [[UInt8]] {
        let input = folder.unusedPath()
        try Data(lines.joined(separator: [10]) + [10]).write(to: URL(fileURLWithPath: input))
        let reading = try FileHandle(forReadingFrom: URL(fileURLWithPath: input))
        defer { try? reading.close() }
        return try await Output.lines { output in
            await StandardTransport(server, input: reading.fileDescriptor, output: output).run()
        }
    }

    /// The answers to `requests`, each of which must be JSON on a line.
    func answers(to requests: [MetadataValue]) async throws -> [MetadataValue] {
        try await exchange(requests.map { Array($0.json.utf8) }).map { try #require(MetadataValue(json: $0)) }
    }

    /// The result or error of one stateless request.
    func ask(_ method: String, _ parameters: KeyValuePairs<String, MetadataValue?> = [:]) async throws -> MetadataValue
    {
        let answers = try await answers(to: [.stateless(method, parameters)])
        #expect(answers.count == 1)
        return try #require(answers.first)
    }

    /// The result of a call.
    func call(_ tool: String, _ arguments: KeyValuePairs<String, MetadataValue?> = [:]) async throws -> MetadataValue {
        let answer = try await ask("tools/call", ["name": .string(tool), "arguments": .fields(arguments)])
        return try #require(answer["result"], "\(answer)")
    }

    /// The structured content of a call that works.
    func found(_ tool: String, _ arguments: KeyValuePairs<String, MetadataValue?> = [:]) async throws -> MetadataValue {
        let result = try await call(tool, arguments)
        #expect(result["isError"] == nil, "\(result)")
        return try #require(result["structuredContent"])
    }

    /// The text of a call that the tool refuses.
    func refusal(_ tool: String, _ arguments: KeyValuePairs<String, MetadataValue?> = [:]) async throws -> String {
        let result = try await call(tool, arguments)
        #expect(result["isError"] == .bool(true), "\(result)")
        return try #require(result["content"]?.array?.first?["text"]?.string)
    }
}

extension MetadataValue {
    /// A request of revision 2026-07-28.
    static func stateless(
        _ method: String,
        _ parameters: KeyValuePairs<String, MetadataValue?> = [:],
        id: MetadataValue = .integer(1)
    ) -> MetadataValue {
        let meta = MetadataValue.fields([
            "io.modelcontextprotocol/protocolVersion": .string("2026-07-28"),
            "io.modelcontextprotocol/clientCapabilities": .object([]),
        ])
        return request(method, .fields(parameters).adding(["_meta": meta]), id: id)
    }

    static func request(
        _ method: String,
        _ parameters: MetadataValue = .object([]),
        id: MetadataValue? = .integer(1)
    ) -> MetadataValue {
        .fields(["jsonrpc": .string("2.0"), "id": id, "method": .string(method), "params": parameters])
    }

    /// The number that the value is.
    var number: Int? {
        if case .integer(let number) = self { Int(number) } else { nil }
    }
}
