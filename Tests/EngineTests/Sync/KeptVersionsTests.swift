import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

struct KeptVersionsTests {
    private let library = MemoryLibrary()
    private let path: DocumentPath

    init() throws {
        path = try DocumentPath("c/a.md")
    }

    private func kept() throws -> KeptVersions {
        KeptVersions(library, registry: try PluginRegistry([.parser(HeadingParser.self)]))
    }

    /// The version `# Mine` lost against `# Theirs`.
    private func lose() async throws {
        let remote = MemoryRemote()
        await library.edit(path, try .make(path: path, bytes: Array("# Mine\n".utf8), permissions: 0o755))
        await remote.library.edit(path, try .make(path: path, bytes: Array("# Theirs\n".utf8)))
        var request = SyncRequest(remoteName: "there")
        request.conflicts = .remote
        let registry = try PluginRegistry([.parser(HeadingParser.self)])
        _ = try await Synchronizer(local: library, remote: remote, registry: registry).run(request)
    }

    @Test func restoresAVersionAndKeepsTheOneItReplaces() async throws {
        try await lose()
        let version = try #require(try await kept().all().first)
        #expect(try await kept().restore(version) == path)
        let restored = try #require(await library.committed.files[path])
        #expect(restored.document.source.bytes == Array("# Mine\n".utf8))
        #expect(restored.permissions == 0o755 && restored.document.sections.map(\.title) == ["Mine"])
        #expect(try await kept().all().map(\.content) == [Array("# Theirs\n".utf8)])
    }

    @Test func restoresBesideWhatIsThere() async throws {
        try await lose()
        let version = try #require(try await kept().all().first)
        let other = try DocumentPath("c/old.md")
        _ = try await kept().restore(version, to: other)
        let files = await library.committed.files
        #expect(files[path]?.document.source.bytes == Array("# Theirs\n".utf8))
        #expect(files[other]?.document.source.bytes == Array("# Mine\n".utf8))
        #expect(try await kept().all().isEmpty)
    }

    @Test func findsAVersionByTheBeginningOfItsID() async throws {
        try await lose()
        let version = try #require(try await kept().all().first)
        #expect(try await kept().version(String(version.id.prefix(4))) == version)
        for id in ["", "no such id"] {
            let error = await #expect(throws: SkillSplitError.self) { try await kept().version(id) }
            #expect(error?.code == .notFound)
        }
        try await kept().discard(version)
        #expect(try await kept().all().isEmpty)
    }
}
