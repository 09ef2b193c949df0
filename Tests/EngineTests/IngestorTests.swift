import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite struct IngestorTests {
    private let folder: TemporaryFolder
    private let root: String
    private let registry: PluginRegistry

    init() throws {
        folder = try TemporaryFolder()
        root = folder.path + "/tree"
        registry = try PluginRegistry([
            .parser(WholeFileParser.self), .parser(ShellParser.self), .sink(MemorySink.self),
        ])
    }

    private func write(_ files: [String: String]) throws {
        for (path, text) in files {
            let url = URL(fileURLWithPath: "\(root)/\(path)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: url)
        }
        // Stamps of files this young are not trusted; a file of last week is one that did not change just now.
        for path in files.keys {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)],
                ofItemAtPath: "\(root)/\(path)"
            )
        }
    }

    private func run(
        _ sinks: [String],
        routes: [String] = [],
        _ change: (inout IngestRequest) -> Void = { _ in }
    ) async throws -> IngestReport {
        var request = IngestRequest(
            sources: [IngestRequest.Source(path: root, collection: "tree")],
            sinks: try sinks.map { try SinkURL($0) },
            jobs: 2
        )
        request.routes = try routes.map { try Route($0, kinds: [.documentation, .script]) }
        change(&request)
        return try await Ingestor(registry: registry).run(request)
    }

    /// A sink that no other test uses.
    private func sink(_ options: String = "") -> String { "memory:\(UUID().uuidString)\(options)" }

    private func paths(_ sink: String) throws -> [String] {
        MemorySink.records(try SinkURL(sink).location).keys.sorted().map(\.description)
    }

    @Test func everyFileMetIsInTheReportOnce() async throws {
        try write(["a.md": "a", "b/c.sh": "c", "node_modules/x.md": "x", "d.none": "d", "e.bad": "e"])
        let sink = sink()
        let report = try await run([sink])
        #expect(report.met == 5)
        #expect(report.stored == 3)
        #expect(report.skipped["no-parser"] == 1)
        #expect(report.stored + report.unchanged + report.skippedCount + report.failed.count == report.met)
        #expect(try paths(sink) == ["tree/a.md", "tree/b/c.sh", "tree/e.bad"])
    }

    @Test func aFileThatItsParserRefusesIsStoredWholeWithADiagnostic() async throws {
        try write(["e.bad": "bytes"])
        let sink = sink()
        let report = try await run([sink])
        let record = try #require(MemorySink.records(try SinkURL(sink).location).values.first)
        #expect(record.document.source.bytes == Array("bytes".utf8))
        #expect(report.diagnostics.map(\.detail.rule) == ["engine/parser-failed"])
    }

    @Test func oneSinkThatFailsDoesNotStopTheOthers() async throws {
        try write(["a.md": "a", "b.md": "b"])
        let good = sink()
        for failure in ["open", "write", "commit"] {
            let report = try await run([sink("?fail=\(failure)"), good])
            #expect(report.sinks[0].failure != nil)
            #expect(report.sinks[1].failure == nil)
            #expect(report.failed.isEmpty)
            #expect(!report.isComplete)
        }
        #expect(try paths(good) == ["tree/a.md", "tree/b.md"])
    }

    @Test func aFileThatNoSinkTookHasFailed() async throws {
        try write(["a.md": "a"])
        let report = try await run([sink("?fail=write")])
        #expect(report.failed.map(\.path) == ["tree/a.md"])
        #expect(report.stored == 0)
    }

    @Test func aRejectedRecordFailsItsFileOnly() async throws {
        try write(["a.md": "a", "b.md": "b"])
        let report = try await run([sink("?reject=a.md")])
        #expect(report.failed.map(\.path) == ["tree/a.md"])
        #expect(report.stored == 1)
    }

    @Test func routesSendFilesToTheSinksThatTheyName() async throws {
        try write(["a.md": "a", "b.sh": "b", "docs/c.md": "c"])
        let (rest, scripts, docs) = (sink(), sink(), sink())
        let report = try await run([rest], routes: ["script=\(scripts)", "tree/docs/**=\(docs)", "script=\(docs)"])
        #expect(report.stored == 3)
        #expect(try paths(rest) == ["tree/a.md"])
        #expect(try paths(scripts) == ["tree/b.sh"])
        #expect(try paths(docs) == ["tree/b.sh", "tree/docs/c.md"])
    }

    @Test func onlyTheKindsAskedForAreTaken() async throws {
        try write(["a.md": "a", "b.sh": "b"])
        let sink = sink()
        let report = try await run([sink]) { $0.kinds = [.script] }
        #expect(report.skipped == ["kind:documentation": 1])
        #expect(try paths(sink) == ["tree/b.sh"])
    }

    @Test func aDryRunWritesNothing() async throws {
        try write(["a.md": "a"])
        let sink = sink()
        let report = try await run([sink]) { $0.isDryRun = true }
        #expect(report.stored == 1)
        #expect(try paths(sink).isEmpty)
    }

    @Test func rootsThatDoNotExistStopTheRunBeforeItWrites() async throws {
        await #expect(throws: SkillSplitError.self) {
            try await Ingestor(registry: registry).run(
                IngestRequest(sources: [IngestRequest.Source(path: root + "/nope")], sinks: [], jobs: 1)
            )
        }
    }
}
