import SkillSplitHost
import Testing

extension LibraryConformance {
    /// Sections that did not change keep their ids when the file is ingested again.
    func checkSectionIDs() async throws {
        let path = try DocumentPath("c/a.md")
        let parts = [
            "# A\nalpha\n", "## B\nbeta\n", "## C\ngamma\n", "# Twin\nsame\n", "# Twin\nsame\n", "# Z\nlast\n",
        ]
        let session = try await open(holding: [try .make("c/a.md", parts.joined())])
        let ids = try await session.sections(of: path).map(\.id)
        #expect(Set(ids).count == parts.count)

        func idsAfter(_ parts: [String]) async throws -> [SectionID] {
            try await store([try .make("c/a.md", parts.joined())], in: session)
            return try await session.sections(of: path).map(\.id)
        }
        #expect(try await idsAfter(parts) == ids, "the same file again")

        var edited = parts
        edited[1] = "## B\nbeta, but longer\n"
        let afterEdit = try await idsAfter(edited)
        #expect(kept(afterEdit, ids, except: 1), "an edit in one section")
        #expect(kept(try await idsAfter(parts), afterEdit, except: 1), "the edit taken back")

        let now = try await session.sections(of: path).map(\.id)
        let grown = try await idsAfter(["preamble\n"] + parts)
        #expect(Array(grown.dropFirst()) == now, "a section more at the top")
        #expect(Set(grown).count == grown.count)
        let shrunk = try await idsAfter(Array(parts.dropFirst(2)))
        #expect(shrunk == Array(now.dropFirst(2)), "sections less at the top")
        let regrown = try await idsAfter(parts)
        #expect(Array(regrown.dropFirst(2)) == shrunk, "sections back at the top")
        #expect(Set(regrown).count == regrown.count)

        try await store([try .make("c/other.md", parts.joined())], in: session)
        let others = try await session.sections(of: DocumentPath("c/other.md")).map(\.id)
        #expect(Set(others).isDisjoint(with: regrown), "equal files have ids of their own")
        try await session.finish()
    }

    /// Equal libraries have equal digests, however they came to be; any difference shows.
    func checkDigest() async throws {
        let a = try Record.make("c/a.md", "# A\n")
        let b = try Record.make("c/b.md", "# B\n")
        let link = try Record.makeLink("c/link", to: "a.md")
        let session = try await open(holding: [a, b, link])
        let digest = try await session.digest()
        let other = try await open(holding: [link, b, try .make("c/x.md", "# X\n"), try .make("c/a.md", "# Old\n")])
        #expect(try await other.digest() != digest)
        #expect(try await other.delete([try DocumentPath("c/x.md")]) == 1)
        try await store([a], in: other)
        #expect(try await other.digest() == digest, "the same files by another way")
        try await other.finish()

        let changes: [(name: String, record: Record)] = [
            ("content", try .make("c/a.md", "# A!\n")),
            ("kind", try .make("c/a.md", "# A\n", kind: .skill)),
            ("mode", try .make("c/a.md", "# A\n", permissions: 0o755)),
            ("link", try .makeLink("c/link", to: "b.md")),
            ("path", try .make("c/c.md", "# C\n")),
        ]
        for change in changes {
            _ = try await session.write([change.record])
            #expect(try await session.digest() != digest, "another \(change.name) shows in the digest")
            await session.rollback()
            #expect(try await session.digest() == digest, "rolled back: \(change.name)")
        }
        try await session.finish()
    }

    private func kept(_ ids: [SectionID], _ before: [SectionID], except position: Int) -> Bool {
        ids.count == before.count && ids.indices.allSatisfy { $0 == position || ids[$0] == before[$0] }
    }
}
