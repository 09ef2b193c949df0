import Foundation
import SkillSplitBuiltIn
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

/// A site by way of the engine, which tells it what is gone.
@Suite struct DocumentationSiteTests {
    private let folder: TemporaryFolder
    private let registry: PluginRegistry
    private let tree: String

    init() throws {
        folder = try TemporaryFolder()
        registry = try PluginRegistry(builtInPlugins)
        tree = "\(folder.path)/notes"
        try FileManager.default.createDirectory(atPath: tree, withIntermediateDirectories: true)
        try write("# Tea\n", to: "tea.md")
        try write("# Rice\n", to: "rice.md")
    }

    private func write(_ text: String, to name: String) throws {
        try text.write(toFile: "\(tree)/\(name)", atomically: true, encoding: .utf8)
    }

    private func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(tree)/\(name)")
    }

    private func hasPage(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder.path)/site/notes/\(name).html")
    }

    @discardableResult
    private func ingest(
        to url: String,
        _ change: (inout IngestRequest) -> Void = { _ in }
    ) async throws -> IngestReport {
        var request = IngestRequest(
            sources: [IngestRequest.Source(path: tree)],
            sinks: [try SinkURL(url)],
            jobs: 1
        )
        change(&request)
        return try await Ingestor(registry: registry).run(request)
    }

    private var site: String { "html:\(folder.path)/site" }
    private var library: String { "sqlite:\(folder.path)/library.db" }

    private func export() async throws -> IngestReport {
        let sink = try registry.sink(at: SinkURL(library))
        let session = try #require(try await sink.open(SinkContext(purpose: .read)) as? any LibrarySession)
        let report = try await Exporter(registry: registry, library: session).run([.all], to: [SinkURL(site)])
        try await session.finish()
        return report
    }

    @Test func anIngestTakesOutThePagesOfFilesThatAreGone() async throws {
        try await ingest(to: site)
        #expect(hasPage("tea.md") && hasPage("rice.md"))
        try remove("rice.md")
        let report = try await ingest(to: site)
        #expect(hasPage("tea.md") && !hasPage("rice.md"))
        #expect(report.sinks.map(\.deleted) == [1])
    }

    @Test func anIngestOfAPartTakesOutNothing() async throws {
        try await ingest(to: site)
        try await ingest(to: site) { $0.walk.includes = ["tea.md"] }
        try await ingest(to: site) { $0.kinds = [.script] }
        #expect(hasPage("rice.md"))
    }

    @Test func anExportShowsWhatTheLibraryHas() async throws {
        try await ingest(to: library)
        #expect(try await export().isComplete)
        #expect(hasPage("tea.md") && hasPage("rice.md"))
        try remove("rice.md")
        try write("# Coffee\n", to: "coffee.md")
        try await ingest(to: library) { $0.prune = .count(1) }
        #expect(try await export().isComplete)
        #expect(hasPage("coffee.md") && !hasPage("rice.md"))
    }

    @Test func aFileThatGetsACredentialLosesItsPage() async throws {
        try await ingest(to: site)
        try write("# Tea\n\nghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8\n", to: "tea.md")
        let report = try await ingest(to: site)
        #expect(report.failed.map(\.detail.code) == [.credential])
        #expect(!hasPage("tea.md") && hasPage("rice.md"))
    }
}
