import SkillSplitSQLite
import SkillSplitTesting
import Testing

@Suite struct ConformanceTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func keepsTheContractOfSinks() async throws {
        try await SinkConformance { [folder] in
            try SQLiteSink(location: folder.unusedPath(".db"), options: SQLiteSink.Options())
        }.check()
    }

    @Test func keepsTheContractOfLibraries() async throws {
        let conformance = LibraryConformance { [folder] in
            try SQLiteSink(location: folder.unusedPath(".db"), options: SQLiteSink.Options())
        }
        try await conformance.check()
        try await conformance.checkChangeCache()
        try await conformance.checkRenames()
    }
}
