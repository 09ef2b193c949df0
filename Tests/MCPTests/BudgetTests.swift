import Foundation
import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitMCP

@Suite struct BudgetTests {
    /// `SKILL_SPLIT_TEST_SCALE` multiplies it for a long run.
    private let count = 500 * (ProcessInfo.processInfo.environment["SKILL_SPLIT_TEST_SCALE"].flatMap(Int.init) ?? 1)

    @Test func noRandomCallOnAHostileLibraryIsOverTheSmallestBudget() async throws {
        let budget = Budget(tokens: Budget.smallest)
        let records = try TestRecords.hostile()
        let server = try await TestServer(records, budget: budget)
        let seed = UInt64.random(in: 0...UInt64.max)
        var calls = RandomCalls(paths: records.map(\.path), seed: seed)
        let requests = (0..<count).map { calls.request(id: .count($0)) }
        let lines = try await server.exchange(requests.map { Array($0.json.utf8) })
        #expect(lines.count == count)
        for line in lines {
            let answer = try #require(MetadataValue(json: line))
            guard let id = answer["id"]?.number else {
                Issue.record("an answer without an id, seed \(seed)")
                continue
            }
            #expect(line.count <= budget.bytes, "seed \(seed): \(requests[id].json.prefix(500))")
            // The answer that stands for one over the budget.
            #expect(answer["error"]?["code"] != .count(RPCError.internalError), "seed \(seed): \(requests[id])")
        }
    }

    @Test func everyPageOfAHostileLibraryKeepsToTheBudget() async throws {
        let budget = Budget(tokens: Budget.smallest)
        let server = try await TestServer(TestRecords.hostile(), budget: budget)
        for arguments: [MetadataField] in [[], [MetadataField("files", .bool(true))]] {
            var cursor: MetadataValue?
            var listed = 0
            repeat {
                let answer = try await server.ask(
                    "tools/call",
                    [
                        "name": .string("list_components"),
                        "arguments": MetadataValue.object(arguments).adding(["cursor": cursor]),
                    ]
                )
                #expect(MessageText.bytes(answer).count <= budget.bytes)
                let found = try #require(answer["result"]?["structuredContent"], "\(answer)")
                listed += found["components"]?.array?.count ?? 0
                cursor = found["nextCursor"]
            } while cursor != nil && listed < 1_000
            // All but the one whose path is too long to be listed.
            #expect(listed == HostileContent.contents.count + HostileContent.paths.count)
        }
    }
}

/// Requests made of parts that fit, and of parts that do not.
private struct RandomCalls {
    let paths: [DocumentPath]
    private var generator: SeededGenerator

    init(paths: [DocumentPath], seed: UInt64) {
        self.paths = paths
        generator = SeededGenerator(seed: seed)
    }

    mutating func request(id: MetadataValue) -> MetadataValue {
        let path = paths.randomElement(using: &generator).map(PathArgument.text) ?? ""
        let uri = "skill-split://\(PercentEncoding.encode(path.utf8))"
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: return .stateless("resources/read", ["uri": .string(odd(path.isEmpty ? "x" : uri))], id: id)
        case 1:
            return .stateless(
                "completion/complete",
                [
                    "ref": .fields(["type": .string("ref/resource"), "uri": .string(ResourceTemplates.section)]),
                    "argument": .fields(["name": .string(odd("path")), "value": .string(String(path.prefix(9)))]),
                ],
                id: id
            )
        default: return .stateless("tools/call", call(path), id: id)
        }
    }

    private mutating func call(_ path: String) -> KeyValuePairs<String, MetadataValue?> {
        switch Int.random(in: 0..<5, using: &generator) {
        case 0:
            let query = ["text", "a*", "a OR b OR long OR section", "x NOT y", "\"", "long"].randomElement(
                using: &generator
            )
            let limit = Int.random(in: 1...50, using: &generator)
            return [
                "name": .string("search"),
                "arguments": .fields(["query": query.map { .string($0) }, "limit": .count(limit)]),
            ]
        case 1: return ["name": .string("outline"), "arguments": .fields([odd("path"): .string(odd(path))])]
        case 2:
            return [
                "name": .string("read_section"),
                "arguments": .fields(["path": .string(path), "address": .string(odd("text")), "own": .bool(true)]),
            ]
        case 3:
            return [
                "name": .string("list_components"),
                "arguments": .fields(["files": .bool(Bool.random(using: &generator))]),
            ]
        default: return ["name": .string(odd("read_file")), "arguments": .fields(["path": .string(odd(path))])]
        }
    }

    /// `text`, or one time in eight something else.
    private mutating func odd(_ text: String) -> String {
        guard Int.random(in: 0..<8, using: &generator) == 0 else { return text }
        let others = [
            "", "\0", "\u{2028}", "..", "/", String(repeating: "\u{1}", count: 50_000), text + text, "#", "@0", "é",
        ]
        return others.randomElement(using: &generator) ?? ""
    }
}
