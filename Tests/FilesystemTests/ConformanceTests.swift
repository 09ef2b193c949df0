import SkillSplitFilesystem
import SkillSplitHost
import SkillSplitTesting
import Testing

struct FilesystemConformanceTests {
    @Test(arguments: [[:], ["overwrite": "true"], ["portable": "true"], ["strip": "collection", "sync": "true"]])
    func keepsTheContract(options: [String: String]) async throws {
        let folder = try TemporaryFolder()
        try await SinkConformance(unacceptable: unacceptable()) {
            var values = OptionValues(options)
            return try FilesystemSink(location: folder.unusedPath(), options: FilesystemSink.Options(&values))
        }.check()
    }

    /// Records that no option makes acceptable.
    private func unacceptable() throws -> [Record] {
        let longName = String(repeating: "n", count: 256)
        return [
            try .make("c/\(longName)", "# A\n"), try .make("c/\(longName)/a.md", "# A\n"),
            try .make("neighbours/before.md/inside", "# A\n"),
        ]
    }
}
