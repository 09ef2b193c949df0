import Foundation
import SkillSplitEngine
import SkillSplitHost
import Testing

/// A site by way of the engine, which tells it what is gone.
@Suite struct DocumentationSiteTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace(collection: "notes")
        try workspace.write("tea.md", "# Tea\n")
        try workspace.write("rice.md", "# Rice\n")
    }

    private var site: String { "html:\(workspace.path("site"))" }

    private func hasPage(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: workspace.path("site/notes/\(name).html"))
    }

    /// An ingest into the site alone.
    @discardableResult
    private func publish(_ change: (inout IngestRequest) -> Void = { _ in }) async throws -> IngestReport {
        let sink = try SinkURL(site)
        return try await workspace.ingest { request in
            request.sinks = [sink]
            change(&request)
        }
    }

    private func export() async throws -> IngestReport {
        try await workspace.reading { session in
            try await Exporter(registry: workspace.registry, library: session).run([.all], to: [SinkURL(site)])
        }
    }

    @Test func anIngestTakesOutThePagesOfFilesThatAreGone() async throws {
        try await publish()
        #expect(hasPage("tea.md") && hasPage("rice.md"))
        try workspace.remove("rice.md")
        let report = try await publish()
        #expect(hasPage("tea.md") && !hasPage("rice.md"))
        #expect(report.sinks.map(\.deleted) == [1])
    }

    @Test func anIngestOfAPartTakesOutNothing() async throws {
        try await publish()
        try await publish { $0.walk.includes = ["tea.md"] }
        try await publish { $0.kinds = [.script] }
        #expect(hasPage("rice.md"))
    }

    @Test func anExportShowsWhatTheLibraryHas() async throws {
        try await workspace.ingest()
        #expect(try await export().isComplete)
        #expect(hasPage("tea.md") && hasPage("rice.md"))
        try workspace.remove("rice.md")
        try workspace.write("coffee.md", "# Coffee\n")
        try await workspace.ingest { $0.prune = .count(1) }
        #expect(try await export().isComplete)
        #expect(hasPage("coffee.md") && !hasPage("rice.md"))
    }

    @Test func aFileThatGetsACredentialLosesItsPage() async throws {
        try await publish()
        try workspace.write("tea.md", "# Tea\n\nghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8\n")
        let report = try await publish()
        #expect(report.failed.map(\.detail.code) == [.credential])
        #expect(!hasPage("tea.md") && hasPage("rice.md"))
    }
}
