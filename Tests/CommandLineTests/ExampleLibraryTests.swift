import Foundation
import SkillSplitBuiltIn
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite struct ExampleLibraryTests {
    private let folder: TemporaryFolder
    private let registry: PluginRegistry

    init() throws {
        folder = try TemporaryFolder()
        registry = try PluginRegistry(builtInPlugins)
    }

    private func ingest(to urls: [String]) async throws -> IngestReport {
        try await Ingestor(registry: registry).run(
            IngestRequest(
                sources: [IngestRequest.Source(path: BuiltProgram.examples, collection: "library")],
                sinks: try urls.map { try SinkURL($0) },
                jobs: 2
            )
        )
    }

    private func library() async throws -> any LibrarySession {
        let sink = try registry.sink(at: SinkURL("sqlite:\(folder.path)/library.db"))
        return try #require(try await sink.open(SinkContext(purpose: .read)) as? any LibrarySession)
    }

    @Test func everyFileIsReadBackAsItWas() async throws {
        let report = try await ingest(to: ["sqlite:\(folder.path)/library.db"])
        #expect(report.stored == report.met)
        #expect(report.failed.isEmpty)
        let session = try await library()
        let verified = try await Verifier(session).run()
        #expect(verified.identical == report.met)
        #expect(verified.different.isEmpty)
        try await session.finish()
    }

    @Test func holdsEveryKind() async throws {
        let report = try await ingest(to: ["sqlite:\(folder.path)/library.db"])
        let all = Set(builtInPlugins.compactMap(\.manifest.kind))
        #expect(Set(report.kinds.keys) == all)
    }

    @Test func aSecondIngestStoresNothing() async throws {
        let url = "sqlite:\(folder.path)/library.db"
        _ = try await ingest(to: [url])
        let second = try await ingest(to: [url])
        #expect(second.stored == 0)
        #expect(second.unchanged == second.met)
    }

    @Test func theExportIsTheTree() async throws {
        _ = try await ingest(to: ["files:\(folder.path)/out"])
        let paths = try FileManager.default.subpathsOfDirectory(atPath: BuiltProgram.examples)
        #expect(paths.count > 20)
        for path in paths {
            let (original, copy) = ("\(BuiltProgram.examples)/\(path)", "\(folder.path)/out/library/\(path)")
            let attributes = try FileManager.default.attributesOfItem(atPath: original)
            #expect(
                try FileManager.default.attributesOfItem(atPath: copy)[.type] as? FileAttributeType
                    == attributes[.type] as? FileAttributeType
            )
            guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
            #expect(FileManager.default.contents(atPath: original) == FileManager.default.contents(atPath: copy))
        }
        let again = try await ingest(to: ["files:\(folder.path)/out"])
        #expect(again.unchanged == again.met)
    }

    @Test func anExportRefusesToReplaceWhatWasEdited() async throws {
        let url = "files:\(folder.path)/out"
        _ = try await ingest(to: [url])
        try "edited".write(toFile: "\(folder.path)/out/library/CLAUDE.md", atomically: true, encoding: .utf8)
        let refused = try await ingest(to: [url])
        #expect(refused.failed.map(\.detail.code) == [.conflict])
        let forced = try await ingest(to: [url + "?overwrite=true"])
        #expect(forced.failed.isEmpty)
        #expect(forced.stored == 1)
    }
}
