import SkillSplitHost
import Testing

private struct DepthOptions: PluginOptions {
    static let help = [(name: "depth", summary: "How deep to look.")]
    let depth: Int

    init(_ values: inout OptionValues) throws(SkillSplitError) {
        depth = try values.integer("depth") ?? 1
    }
}

private struct NoteParser: ParserPlugin {
    static let manifest = PluginManifest.parser(id: "note", kind: .documentation, summary: "Notes.")
    static let examples: [ParserExample] = []

    init(options: DepthOptions) {}

    func claim(_ probe: Probe) -> Claim { probe.fileExtension == "note" ? .byExtension : .none }

    func parse(_ input: ParseInput, diagnostics: inout [Diagnostic]) throws(SkillSplitError) -> Document {
        Document(whole: input.source, kind: .text, title: "")
    }
}

private struct RivalParser: ParserPlugin {
    static let manifest = PluginManifest.parser(id: "rival", kind: .reference, summary: "Rivals.")
    static let examples: [ParserExample] = []

    init(options: NoOptions) {}

    func claim(_ probe: Probe) -> Claim { probe.name == "x.note" ? .byExtension : .fallback }

    func parse(_ input: ParseInput, diagnostics: inout [Diagnostic]) throws(SkillSplitError) -> Document {
        Document(whole: input.source, kind: .text, title: "")
    }
}

@Suite struct PluginRegistryTests {
    private let both: [PluginRegistration] = [.parser(NoteParser.self), .parser(RivalParser.self)]

    private func probe(_ path: String) -> Probe { Probe(path: path, source: SourceBuffer("")) }

    @Test func refusesTwoPluginsWithOneId() {
        let error = #expect(throws: SkillSplitError.self) { try PluginRegistry(both + [.parser(NoteParser.self)]) }
        #expect(error?.code == .invalidPlugin)
    }

    @Test func theStrongestClaimWinsAndTheLaterOneOnATie() throws {
        let registry = try PluginRegistry(both)
        #expect(registry.parser(for: probe("a/y.note"))?.manifest.id == "note")
        #expect(registry.parser(for: probe("a/x.note"))?.manifest.id == "rival")
        #expect(registry.parser(for: probe("a/z.txt"))?.manifest.id == "rival")
    }

    @Test func refusesAnOptionThatNoOneTakes() {
        let error = #expect(throws: SkillSplitError.self) { try PluginRegistry(both, options: ["note": ["deep": "2"]]) }
        #expect(error?.message == "plugin 'note' has no option 'deep'")
        #expect(error?.remedy.contains("depth") == true)
    }

    @Test func anotherOptionOrAnotherSetOfParsersIsAnotherIdentity() throws {
        let plain = try PluginRegistry(both)
        let deep = try PluginRegistry(both, options: ["note": ["depth": "2"]])
        let alone = try plain.selecting(parsers: ["note"])
        #expect(plain.parsers[0].identity == (try PluginRegistry(both)).parsers[0].identity)
        #expect(plain.parsers[0].identity != deep.parsers[0].identity)
        #expect(plain.parsers[0].identity != alone.parsers[0].identity)
        #expect(plain.parsers[1].identity == deep.parsers[1].identity)
    }

    @Test func namesTheNearestPluginForAMistake() throws {
        let error = #expect(throws: SkillSplitError.self) { try PluginRegistry(both).selecting(parsers: ["nite"]) }
        #expect(error?.remedy.contains("Did you mean 'note'?") == true)
    }

    @Test func refusesASinkThatNoOneRegistered() throws {
        let error = #expect(throws: SkillSplitError.self) { try PluginRegistry(both).sink(at: SinkURL("nope:x")) }
        #expect(error?.code == .notFound)
    }
}

@Suite struct SinkURLTests {
    @Test func readsSchemeLocationAndOptions() throws {
        let url = try SinkURL("files:out/dir?overwrite=true&strip=collection")
        #expect(url.scheme == "files")
        #expect(url.location == "out/dir")
        #expect(url.options == ["overwrite": "true", "strip": "collection"])
        #expect(url.description == "files:out/dir?overwrite=true&strip=collection")
    }

    @Test func aDatabaseFileNeedsNoScheme() throws {
        #expect(try SinkURL("library.db") == SinkURL("sqlite:library.db"))
        #expect(try SinkURL("supabase:").location == "")
    }

    @Test func refusesWhatNamesNoSink() {
        #expect(throws: SkillSplitError.self) { try SinkURL("somewhere") }
    }
}
