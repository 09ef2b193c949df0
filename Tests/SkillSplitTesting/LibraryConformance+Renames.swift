public import SkillSplitHost
import Testing

extension LibraryConformance where Sink.Session: RenamingLibrary {
    /// Checks what every ``RenamingLibrary`` must keep, beside ``check()``.
    public func checkRenames() async throws {
        let (a, b) = (try DocumentPath("c/a.md"), try DocumentPath("c/b.md"))
        let text = "# A\nalpha\n# B\nbeta\n"
        let session = try await open(holding: [try .make("c/a.md", text), try .make("c/other.md", "# Other\n")])
        let ids = try await session.sections(of: a).map(\.id)
        let renamed = try Record.make("c/b.md", text)

        #expect(try await session.write([renamed], renamedFrom: [b: a]).outcomes == [.updated])
        await session.rollback()
        #expect(try await session.sections(of: a).map(\.id) == ids, "rolled back")
        #expect(try await session.file(at: b) == nil, "rolled back")

        #expect(try await session.write([renamed], renamedFrom: [b: a]).outcomes == [.updated])
        try await session.commit()
        #expect(try await session.file(at: a) == nil)
        #expect(try await session.sections(of: b).map(\.id) == ids)
        #expect(try await session.content(of: b, positions: nil) == Array(text.utf8))
        let expected = try await open(holding: [renamed, try .make("c/other.md", "# Other\n")])
        #expect(try await session.digest() == expected.digest())
        try await expected.finish()

        let other = try await session.sections(of: DocumentPath("c/other.md")).map(\.id)
        _ = try await session.write([renamed], renamedFrom: [b: try DocumentPath("c/other.md")])
        try await session.commit()
        #expect(try await session.sections(of: b).map(\.id) == ids, "a path that is taken is no new path")
        #expect(try await session.sections(of: DocumentPath("c/other.md")).map(\.id) == other)

        let new = try Record.make("c/new.md", "# New\n")
        #expect(try await session.write([new], renamedFrom: [new.path: a]).outcomes == [.inserted], "no such old path")
        try await session.commit()
        try await session.finish()
    }
}
