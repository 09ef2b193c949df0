import Foundation
import SkillSplitBuiltIn
import SkillSplitEngine
import SkillSplitHost
import Testing

/// Which files an ingest reads again; the bytes that it read tell.
@Suite struct ChangeDetectionTests {
    private let workspace: Workspace
    private let first = "# First\nwords\n"
    private let second = "# Second\nmore words\n"

    init() throws {
        workspace = try Workspace()
        try workspace.write("notes/a.md", first)
        try workspace.write("notes/b.md", second)
    }

    /// Ingests once the files are old enough for their stamps to be trusted.
    private func ingestSettled(_ plugins: [PluginRegistration]? = nil) async throws -> IngestReport {
        try await Task.sleep(for: .milliseconds(50))
        let registry = try plugins.map { try PluginRegistry($0) } ?? workspace.registry
        return try await Ingestor(registry: registry).run(try workspace.request())
    }

    @Test func unchangedFilesAreNotRead() async throws {
        #expect(try await ingestSettled().bytes == first.utf8.count + second.utf8.count)
        let report = try await ingestSettled()
        #expect(report.bytes == 0)
        #expect(report.unchanged == 2)
    }

    @Test func checksumReadsEveryFile() async throws {
        _ = try await ingestSettled()
        let report = try await workspace.ingest { $0.readsEverything = true }
        #expect(report.bytes == first.utf8.count + second.utf8.count)
        #expect(report.unchanged == 2)
    }

    @Test func anotherModeIsAChange() async throws {
        _ = try await ingestSettled()
        chmod(workspace.root + "/notes/a.md", 0o755)
        #expect(try await ingestSettled().storedFiles.map(\.description) == ["tree/notes/a.md"])
    }

    @Test func anUpgradedParserReadsItsFilesOnly() async throws {
        try workspace.write("x.version", "four")
        _ = try await ingestSettled(builtInPlugins + [.parser(FirstVersion.self)])
        let report = try await ingestSettled(builtInPlugins + [.parser(SecondVersion.self)])
        #expect(report.bytes == 4)
        #expect(report.unchanged == 2)
        #expect(report.storedFiles.map(\.description) == ["tree/x.version"])
    }

    @Test func aMarkerThatComesOrGoesConcernsWhatIsBelowIt() async throws {
        try workspace.write("skills/tea/notes.md", first)
        _ = try await ingestSettled()
        let marker = "---\nname: tea\ndescription: Tea.\n---\n# Tea\n"
        try workspace.write("skills/tea/SKILL.md", marker)
        let came = try await ingestSettled()
        #expect(came.storedFiles.map(\.description) == ["tree/skills/tea/SKILL.md", "tree/skills/tea/notes.md"])
        #expect(came.bytes == marker.utf8.count + first.utf8.count, "and nothing beside it was read")
        try workspace.remove("skills/tea/SKILL.md")
        let gone = try await workspace.ingest { $0.prune = .percent(50) }
        #expect(gone.storedFiles.map(\.description) == ["tree/skills/tea/notes.md"])
    }
}

private protocol Versioned: ParserPlugin where Options == NoOptions {}

extension Versioned {
    static var examples: [ParserExample] { [] }

    func claim(_ probe: Probe) -> Claim { probe.fileExtension == "version" ? .byName : .none }
}

private struct FirstVersion: Versioned {
    static let manifest = PluginManifest.parser(id: "versioned", kind: .config, summary: "One section.")

    init(options: NoOptions) {}

    func parse(_ input: ParseInput, diagnostics: inout [Diagnostic]) throws(SkillSplitError) -> Document {
        Document(whole: input.source, kind: .text, title: "one")
    }
}

private struct SecondVersion: Versioned {
    static let manifest = PluginManifest.parser(id: "versioned", kind: .config, summary: "Another title.", version: 2)

    init(options: NoOptions) {}

    func parse(_ input: ParseInput, diagnostics: inout [Diagnostic]) throws(SkillSplitError) -> Document {
        Document(whole: input.source, kind: .text, title: "two")
    }
}
