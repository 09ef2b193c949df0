import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSQLite

/// What a library writes, in rows: SQLite counts those of tables, and those that the index keeps of its own.
@Suite struct GrowthTests {
    @Test func writesRowsInProportionToTheFiles() async throws {
        let counts = [try await rows(of: 200), try await rows(of: 400), try await rows(of: 800)]
        // A row for the file, one for each section and one for its text, and what the index says of the text.
        #expect(counts[0] >= 200 * 5)
        let (first, second) = (counts[1] - counts[0], counts[2] - counts[1])
        #expect(abs(second - 2 * first) <= first / 10, "\(counts) rows for 200, 400 and 800 files")
    }

    @Test func writesForACopyItsRowAndThoseOfItsSectionsOnly() async throws {
        let library = try TestLibrary()
        let session = try await library.open()
        let text = "# Title\nwords\n## Part\nmore words\n"
        try await session.store([.make("c/0.md", text)])
        let before = await session.totalChanges
        try await session.store((1...100).map { try .make("c/\($0).md", text) })
        // The file and its two sections; and of the commit the next id and the load.
        #expect(await session.totalChanges - before == 100 * 3 + 2)
        try await session.finish()
    }

    /// How many rows a new library writes for so many files, in batches.
    private func rows(of files: Int) async throws -> Int {
        let library = try TestLibrary()
        let session = try await library.open()
        for start in stride(from: 0, to: files, by: 100) {
            try await session.store(
                (start..<(start + 100)).map { number in
                    try .make("c/\(number).md", "# Title \(number)\nword\(number)\n## Part of \(number)\nthe rest\n")
                }
            )
        }
        let count = await session.totalChanges
        try await session.finish()
        return count
    }
}
