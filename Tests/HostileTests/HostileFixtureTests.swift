import Foundation
import SkillSplitBuiltIn
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

/// Runs each folder of `Fixtures` through walk and parsers, and compares with its `expected.json`.
@Suite struct HostileFixtureTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { !$0.hasPrefix(".") }.sorted()

    @Test func areSixtyAtLeast() {
        #expect(Self.names.count >= 60)
    }

    @Test(arguments: names)
    func comesOutAsExpected(fixture: String) async throws {
        let folder = try TemporaryFolder()
        let tree = folder.path + "/tree"
        let source = Self.folder.appendingPathComponent(fixture)
        try FixtureTree.make(source, in: tree)

        let location = UUID().uuidString
        let registry = try PluginRegistry(builtInPlugins + [.sink(CapturingSink.self)])
        let request = IngestRequest(
            sources: [IngestRequest.Source(path: tree, collection: "c")],
            sinks: [try SinkURL("captured:\(location)")],
            jobs: 1
        )
        let report = try await Ingestor(registry: registry).run(request)
        let records = CapturingSink.records(at: location)
        #expect(report.stored == records.count)
        #expect(report.met == report.stored + report.skippedCount + report.failed.count, "nothing is silent")
        for record in records { try expectIdentical(record, below: tree) }
        try Snapshot.expect(
            text(records, report),
            matches: source.appendingPathComponent("expected.json").path
        )
    }

    /// The sections add up to the bytes on disk.
    private func expectIdentical(_ record: Record, below root: String) throws {
        guard record.linkTarget == nil else { return }
        let path = Array(root.utf8) + record.path.bytes.dropFirst("c".utf8.count)
        let sections = record.document.sections.indices.flatMap { record.document.ownBytes(at: $0) }
        #expect(try System.read(path) == sections, "\(record.path)")
        #expect(ContentHash(of: sections) == record.hash, "\(record.path)")
    }

    private func text(_ records: [Record], _ report: IngestReport) -> String {
        var parts = records.map(RecordText.of)
        parts += report.skippedFiles.map { "{\"skipped\": \(json($0.path)), \"rule\": \(json($0.detail))}" }
        parts += report.failed.map { "{\"failed\": \(json($0.path)), \"code\": \(json($0.detail.code.rawValue))}" }
        return "[\n\(parts.joined(separator: ",\n"))\n]\n"
    }

    private func json(_ text: String) -> String { MetadataValue.string(text).json }
}
