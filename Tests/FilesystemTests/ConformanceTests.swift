import SkillSplitFilesystem
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite struct FilesystemConformanceTests {
    @Test func keepsTheContract() async throws {
        let folder = try TemporaryFolder()
        try await SinkConformance {
            var values = OptionValues()
            return try FilesystemSink(location: folder.unusedPath(), options: FilesystemSink.Options(&values))
        }.check()
    }
}
