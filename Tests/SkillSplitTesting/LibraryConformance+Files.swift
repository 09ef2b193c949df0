import SkillSplitHost
import Testing

extension LibraryConformance {
    /// Pages of any size give every file once, in byte order of the paths.
    func checkPaging() async throws {
        let names = ["a", "a b", "a!", "a/b", "a/c", "a-b", "a.b", "a0", "b/a/z", "b/z", "Z", "é", "zz"]
        var records = try names.map { try Record.make("c/\($0).md", "# \($0)\n") }
        records.append(try .make(path: DocumentPath(Array("c/".utf8) + [0xFF]), bytes: []))
        records.append(try .make("another/file.md", "# F\n"))
        let expected = records.map(\.path).sorted()
        let session = try await open(holding: records.reversed())
        for limit in [1, 2, 5, expected.count, 100] {
            var paths: [DocumentPath] = []
            while true {
                let page = try await session.files(.all, after: paths.last, limit: limit)
                #expect(page.count <= limit)
                guard !page.isEmpty, paths.count <= expected.count else { break }
                paths += page.map(\.path)
            }
            #expect(paths == expected, "pages of \(limit)")
        }
        try await session.finish()
    }

    func checkFilters() async throws {
        let records = [
            try Record.make("c/skills/a/SKILL.md", "# A\n", kind: .skill),
            try .make("c/skills/a/x.md", "# X\n"),
            try .make("c/skills/ab/SKILL.md", "# AB\n", kind: .skill),
            try .make("c/skills/a_/SKILL.md", "# A_\n", kind: .skill),
            try .make("d/commands/go.md", "# Go\n", kind: .command),
            try .make("cc/skills/a/SKILL.md", "# C\n", kind: .skill),
        ]
        let session = try await open(holding: records)
        func paths(_ filter: FileFilter) async throws -> [String] {
            try await session.files(filter, after: nil, limit: 100).map(\.path.description)
        }
        #expect(try await paths(FileFilter(kinds: [.command])) == ["d/commands/go.md"])
        #expect(try await paths(FileFilter(kinds: [.command, .skill])).count == 5)
        #expect(try await paths(FileFilter(kinds: [.agent])).isEmpty)
        #expect(try await paths(FileFilter(collections: ["c"])).count == 4)
        #expect(try await paths(FileFilter(collections: ["c", "d"])).count == 5)
        let folder = FileFilter(prefix: try DocumentPath("c/skills/a"))
        #expect(try await paths(folder) == ["c/skills/a/SKILL.md", "c/skills/a/x.md"])
        #expect(try await paths(FileFilter(prefix: try DocumentPath("c/skills/a/x.md"))) == ["c/skills/a/x.md"])
        #expect(try await paths(FileFilter(prefix: try DocumentPath("c/skills/a/x"))).isEmpty)
        let narrow = FileFilter(kinds: [.skill], collections: ["c"], prefix: try DocumentPath("c/skills/a"))
        #expect(try await paths(narrow) == ["c/skills/a/SKILL.md"])
        try await session.finish()
    }

    func checkDelete() async throws {
        let library = try makeLibrary()
        let kept = try Record.make("c/kept.md", "# Kept\n")
        let gone = try Record.make("c/gone.md", "# Gone\n## Below\n")
        let absent = try DocumentPath("c/absent.md")
        let session = try await open(library)
        try await store([kept, gone], in: session)
        let ids = try await session.sections(of: gone.path).map(\.id)

        #expect(try await session.delete([gone.path, absent]) == 1)
        #expect(try await session.file(at: gone.path) == nil, "a session sees its own deletion")
        await session.rollback()
        #expect(try await session.file(at: gone.path) != nil, "the deletion was rolled back")
        #expect(try await session.delete([]) == 0)
        #expect(try await session.delete([gone.path]) == 1)
        try await session.commit()
        try await session.finish()

        let again = try await open(library)
        #expect(try await again.file(at: gone.path) == nil)
        #expect(try await again.sections(of: gone.path).isEmpty)
        for id in ids { #expect(try await again.section(id) == nil) }
        #expect(try await again.diagnostics(of: gone.path).isEmpty)
        #expect(try await again.files(.all, after: nil, limit: 10).map(\.path) == [kept.path])
        #expect(try await again.write([kept, gone]).outcomes == [.unchanged, .inserted])
        try await again.commit()
        try await again.finish()
    }
}
