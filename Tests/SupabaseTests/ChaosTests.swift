import Foundation
import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSupabase

/// Three requests in ten go wrong, in every way that was seen in the field; what arrives is exactly what was sent.
@Suite(.enabled(if: TestGateway.isRunning, "needs scripts/test-supabase"))
struct ChaosTests {
    /// How many seeds; `SKILL_SPLIT_CHAOS_SEEDS` asks for more.
    static let seeds = ProcessInfo.processInfo.environment["SKILL_SPLIT_CHAOS_SEEDS"].flatMap { Int($0) } ?? 4

    /// Most of the time a client waits before it tries again.
    private static let seedsAtOnce = 8

    @Test func writesExactlyOnce() async throws {
        let total = try await withThrowingTaskGroup(of: Requests.self) { group in
            var total = Requests(calm: 0, rough: 0)
            for seed in 1...Self.seeds {
                if seed > Self.seedsAtOnce, let requests = try await group.next() { total += requests }
                group.addTask { try await Self.requests(seed) }
            }
            for try await requests in group { total += requests }
            return total
        }
        let ratio = Double(total.rough) / Double(total.calm)
        print("chaos: \(Self.seeds) seeds, \(total.rough) requests instead of \(total.calm), ratio \(ratio)")
        #expect(ratio <= 1.7)
    }

    /// How many requests the same pushes took without faults and with them.
    private struct Requests {
        var calm: Int
        var rough: Int

        static func += (left: inout Requests, right: Requests) {
            left.calm += right.calm
            left.rough += right.rough
        }
    }

    private static func requests(_ seed: Int) async throws -> Requests {
        let records = try records(seed)
        let limit = 150_000 + seed * 7919 % 400_000
        return Requests(
            calm: try await push(records, faults: "{}", name: "calm"),
            rough: try await push(
                records,
                faults: """
                    {"rate": 0.3, "seed": \(seed), "statementLimit": \(limit), "bodyLimit": \(limit * 2), "slowMilliseconds": 5}
                    """,
                name: "seed \(seed)"
            )
        )
    }

    private static func records(_ seed: Int) throws -> [Record] {
        try (0..<150).map { index in
            let sections = (0..<8).map { section in
                "## Section \(section)\n"
                    + String(repeating: "word \(seed) \(index * section % 17) ", count: 8 + index % 40) + "\n"
            }
            return try .make("c/\(index).md", sections.joined())
        }
    }

    /// Pushes in many small commits, changes a part, deletes a part, and checks what is there.
    ///
    /// - Returns: The number of requests.
    private static func push(_ records: [Record], faults: String, name: String) async throws -> Int {
        let project = try await TestGateway.project()
        // The schema cache and the connection are not what is measured.
        _ = try await project.sink().open(SinkContext(purpose: .read)).files(.all, after: nil, limit: 1)
        try await project.faults(faults)
        let session = try await project.sink().open(SinkContext(purpose: .write))
        for start in stride(from: 0, to: records.count, by: 5) {
            _ = try await session.write(Array(records[start..<(start + 5)]))
            try await session.commit()
        }
        let changed = try records.prefix(30).map {
            try Record.make("\($0.path)", "# Changed \($0.path)\n## And\nmore\n")
        }
        _ = try await session.write(changed)
        #expect(try await session.delete(records.suffix(10).map(\.path)) == 10)
        try await session.commit()
        let requests = try await project.count().requests
        try await project.faults("{}")

        let expected = changed + records.dropFirst(30).dropLast(10)
        let reader = try await project.sink().open(SinkContext(purpose: .read))
        #expect(try await project.sql("select count(*) from files") == [["\(expected.count)"]], "\(name)")
        let sections = expected.reduce(0) { $0 + $1.document.sections.count }
        #expect(try await project.sql("select count(*) from sections") == [["\(sections)"]], "\(name)")
        for record in expected {
            let content = try await reader.content(of: record.path, positions: nil)
            #expect(content == record.document.source.bytes, "\(name): \(record.path)")
        }
        return requests
    }
}
