import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

struct LibraryComparisonTests {
    /// How many pairs; `SKILL_SPLIT_COMPARISONS` asks for more.
    private static let pairs =
        ProcessInfo.processInfo.environment["SKILL_SPLIT_COMPARISONS"].flatMap { Int($0) } ?? 1_000

    /// Random pairs of libraries, one of them asked by sums: the same as comparing every file.
    @Test func findsWhatABruteForceComparisonFinds() async throws {
        var random = SeededGenerator(seed: 20_260_301)
        for pair in 0..<Self.pairs {
            let left = MemoryLibrary()
            let right = MemoryRemote()
            for index in 0..<Int.random(in: 0...12, using: &random) {
                let record = try Record.make("c/\(index).md", "# \(Int.random(in: 0...1, using: &random))\n")
                switch Int.random(in: 0..<6, using: &random) {
                case 0: await left.edit(record.path, record)
                case 1: await right.library.edit(record.path, record)
                case 2:
                    await left.edit(record.path, record)
                    await right.library.edit(record.path, try .make("c/\(index).md", "# other\n"))
                case 3:
                    await left.edit(record.path, record)
                    await right.library.edit(
                        record.path,
                        try .make(path: record.path, bytes: record.document.source.bytes, permissions: 0o755)
                    )
                default:
                    await left.edit(record.path, record)
                    await right.library.edit(record.path, record)
                }
            }
            let report = try await LibraryComparison(left, right).run()
            let (one, other) = await (left.committed.files, right.library.committed.files)
            let both = Set(one.keys).intersection(other.keys)
            let same = both.filter { path in
                one[path].map(FileFingerprint.init(ofRecord:)) == other[path].map(FileFingerprint.init(ofRecord:))
            }
            #expect(report.onlyLeft == Set(one.keys).subtracting(other.keys).sorted(), "pair \(pair)")
            #expect(report.onlyRight == Set(other.keys).subtracting(one.keys).sorted(), "pair \(pair)")
            #expect(report.differing == both.subtracting(same).sorted(), "pair \(pair)")
            #expect(report.matched == same.count && report.union == Set(one.keys).union(other.keys).count)
            #expect(report.leftCount == one.count && report.rightCount == other.count)
            #expect(await right.requests == (report.isEqual ? 1 : 2), "pair \(pair)")
        }
    }

    @Test func failsWhereASideCannotBeRead() async throws {
        let left = MemoryLibrary()
        let right = MemoryRemote()
        await right.library.dies(after: 0)
        await #expect(throws: SkillSplitError.self) { try await LibraryComparison(left, right).run() }
    }
}
