import Foundation
import SkillSplitHost
import SkillSplitTesting
import Synchronization
import Testing

@testable import SkillSplitEngine

@Suite struct ParseCacheTests {
    @Test(arguments: [1, 10, 100])
    func parsesAContentOnceHoweverManyCopiesThereAre(copies: Int) async throws {
        let text = UUID().uuidString
        let records = try await ingest((1...copies).map { ("copy-\($0)/same/a.md", text) })
        #expect(records.count == copies)
        #expect(CountingParser.count(text) == 1)
        #expect(records.allSatisfy { $0.diagnostics.map(\.summary) == ["counted"] })
        #expect(records.allSatisfy { Array($0.document.ownBytes(at: 0)) == Array(text.utf8) })
        #expect(Set(records.map(\.outline)).count == 1)
    }

    @Test func parsesAgainWhereTheNameOrTheContextIsAnother() async throws {
        let text = UUID().uuidString
        let records = try await ingest([
            ("one/a.md", text), ("one/b.md", text), ("two/a.md", text), ("x/one/a.md", text),
        ])
        #expect(CountingParser.count(text) == 3)
        #expect(records.map(\.document.metadata.name) == ["one/a.md", "one/b.md", "two/a.md", "one/a.md"])
    }

    @Test func parsesEachFileWhereTheParserSaysNothingOfItsContext() async throws {
        let text = UUID().uuidString
        _ = try await ingest([("one/a.own", text), ("two/one/a.own", text)])
        #expect(CountingParser.count(text) == 2)
    }

    @Test func keepsWhatIsUsedAndForgetsTheRest() throws {
        let cache = ParseCache(limit: 1_000)
        for name in ["kept", "1", "2", "3", "4", "5"] {
            cache.add(Self.entry, for: key(name))
            #expect(cache[key("kept")] != nil)
        }
        #expect(cache[key("5")] != nil)
        #expect(cache[key("1")] == nil)
    }

    @Test func countsWhatTheMetadataTakes() {
        let cache = ParseCache(limit: 100_000)
        let fields = [MetadataField("long", .array([.string(String(repeating: "x", count: 200_000))]))]
        cache.add(Self.entry, for: key("first"))
        cache.add(Self.entry(fields), for: key("second"))
        for name in ["third", "fourth"] { cache.add(Self.entry(fields), for: key(name)) }
        #expect(cache[key("first")] == nil)
    }

    private static let entry = entry([])

    private static func entry(_ fields: [MetadataField]) -> ParseCache.Entry {
        ParseCache.Entry(
            sections: [],
            metadata: Metadata(fields: fields),
            outline: Outline(of: Document(whole: SourceBuffer([]), kind: .text, title: "")),
            sectionHashes: [],
            diagnostics: []
        )
    }

    private func key(_ name: String) -> ParseCache.Key {
        ParseCache.Key(hash: ContentHash(of: []), parser: "counting", name: name, context: [])
    }

    /// The records of a tree, in the order of the paths; one task, so that no two parse a content at the same time.
    private func ingest(_ files: [(path: String, text: String)]) async throws -> [Record] {
        let folder = try TemporaryFolder()
        for (path, text) in files {
            let url = URL(fileURLWithPath: "\(folder.path)/\(path)")
            let parent = url.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        let sink = try SinkURL("memory:\(UUID().uuidString)")
        let registry = try PluginRegistry([.parser(CountingParser.self), .sink(MemorySink.self)])
        let source = IngestRequest.Source(path: folder.path, collection: "tree")
        _ = try await Ingestor(registry: registry).run(IngestRequest(sources: [source], sinks: [sink], jobs: 1))
        return MemorySink.records(sink.location).values.sorted { $0.path < $1.path }
    }
}

/// Counts how often it parses a text, and names a document by its last folder and its name.
private struct CountingParser: ParserPlugin {
    static let manifest = PluginManifest.parser(id: "counting", kind: .documentation, summary: "Counts.")
    static let examples: [ParserExample] = []
    private static let counts = Mutex<[String: Int]>([:])

    static func count(_ text: String) -> Int { counts.withLock { $0[text] ?? 0 } }

    init(options: NoOptions) {}

    func claim(_ probe: Probe) -> Claim { .fallback }

    func context(of probe: Probe) -> [String]? {
        probe.fileExtension == "own" ? nil : Array(probe.folders.suffix(1))
    }

    func parse(_ input: ParseInput, diagnostics: inout [Diagnostic]) -> Document {
        let text = String(decoding: input.source.bytes, as: UTF8.self)
        Self.counts.withLock { $0[text, default: 0] += 1 }
        diagnostics.append(Diagnostic("counting/counted", .note, "counted"))
        let name = (input.probe.folders.suffix(1) + [input.probe.name]).joined(separator: "/")
        return Document(whole: input.source, kind: .text, title: "", metadata: Metadata(name: name))
    }
}
