import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSQLite

/// The library after very many small transactions: the original program's was unreadable after 245.
@Suite struct ManyWritesTests {
    /// A scale of 100 makes 100,000 writes of which 10,000 are of one file.
    @Test(.timeLimit(.minutes(60))) func staysSoundAndQuickAfterManySmallWrites() async throws {
        let library = try TestLibrary()
        var session = try await library.open()
        let count = TestScale.times(1_000)
        for number in 0..<count {
            let isTheOne = number % 10 == 0
            let path = isTheOne ? "c/the-one.md" : "c/\(number % 5_003).md"
            let text = "# Title \(number)\nwords of write w\(number)\n## Part\nthe same in all\n"
            let outcome = try await session.write([.make(path, text)]).outcomes
            #expect(outcome == [.inserted] || outcome == [.updated])
            try await session.commit()
            if number % (count / 4) == 0 {
                try await session.finish()
                session = try await library.open()
            }
        }
        try await session.expectSound()
        let last = count - 10
        #expect(try await session.find(.word("w\(last)")) == ["c/the-one.md#title-\(last)"])
        #expect(try await session.find(.word("w\(last - 10)")).isEmpty)
        let files = try await session.files(.all, after: nil, limit: 10_000).count
        #expect(try await session.find(.phrase("the same in all"), limit: 10_000).count == files)
        // The depth of the index's tree of segments must not grow with the number of writes.
        let levels = try library.integer("SELECT count(*) FROM sections_fts_idx")
        #expect(levels < 10_000)
        try await session.finish()
        #expect(try library.integer("SELECT count(*) FROM texts") <= files + 1)
    }
}
