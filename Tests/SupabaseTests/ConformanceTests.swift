import Foundation
import SkillSplitHost
import SkillSplitTesting
import Synchronization
import Testing

@testable import SkillSplitSupabase

/// Sinks at places of their own that were made before they are asked for, since making one takes an `await`.
final class ProjectSupply: Sendable {
    private let projects: Mutex<[TestProject]>

    init(_ count: Int) async throws {
        var made: [TestProject] = []
        for _ in 0..<count { made.append(try await TestGateway.project()) }
        projects = Mutex(made)
    }

    func next() throws -> SupabaseSink {
        let project = try #require(projects.withLock { $0.popLast() }, "make more projects beforehand")
        return try project.sink()
    }
}

@Suite(.enabled(if: TestGateway.isRunning, "needs scripts/test-supabase"))
struct ConformanceTests {
    @Test func keepsTheContractOfASink() async throws {
        let supply = try await ProjectSupply(12)
        try await SinkConformance { try supply.next() }.check()
    }

    @Test func keepsTheContractOfALibrary() async throws {
        let supply = try await ProjectSupply(24)
        try await LibraryConformance { try supply.next() }.check()
    }
}
