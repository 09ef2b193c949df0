import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSQLite

@Suite struct UpdateTests {
    private let library: TestLibrary

    init() throws {
        library = try TestLibrary()
    }

    private func document(_ sections: [String]) -> String {
        sections.map { "# \($0)\n\($0) holds words of its own.\n" }.joined()
    }

    private let names = (0..<200).map { "section\($0)" }

    private func record(_ sections: [String], stamp: Int64 = 1) throws -> Record {
        let stamp = FileStamp(device: 1, inode: 2, size: 3, modified: stamp, changed: stamp, mode: 0o100644)
        return try .make("c/big.md", document(sections), origin: FileOrigin(root: Array("/r".utf8), stamp: stamp))
    }

    @Test func writesOnlyTheRowsOfTheSectionThatChanged() async throws {
        let session = try await library.open()
        try await session.store([record(names)] + (0..<50).map { try .make("c/\($0).md", "# \($0)\nother\n") })
        let texts = try library.integer("SELECT count(*) FROM texts")
        var edited = names
        edited[100] = "changed"
        let before = await session.totalChanges
        try await session.store([record(edited, stamp: 2)])
        let written = await session.totalChanges - before
        // One section, one text more and one less, the file, its stamp, the load, and the index's own few rows.
        #expect(written <= 24, "\(written) rows were written")
        #expect(try library.integer("SELECT count(*) FROM texts") == texts)
        try await session.expectSound()
    }

    @Test func writesOneRowMoreForASectionInserted() async throws {
        let session = try await library.open()
        try await session.store([record(names)])
        var grown = names
        grown.insert("inserted", at: 100)
        let before = await session.totalChanges
        try await session.store([record(grown, stamp: 2)])
        #expect(await session.totalChanges - before <= 24)
        try await session.expectSound()
    }

    @Test func aRenameMovesTheRowOfTheFileAlone() async throws {
        let session = try await library.open()
        try await session.store([record(names)])
        let renamed = try Record.make("c/moved.md", document(names), origin: record(names, stamp: 2).origin)
        let before = await session.totalChanges
        #expect(
            try await session.write([renamed], renamedFrom: [renamed.path: DocumentPath("c/big.md")]).outcomes == [
                .updated
            ]
        )
        try await session.commit()
        // The file twice, the old stamp and the new one, and the load.
        #expect(await session.totalChanges - before <= 5)
        try await session.expectSound()
    }

    @Test func writesNothingForAnUnchangedFile() async throws {
        let session = try await library.open()
        try await session.store([record(names)])
        let before = await session.totalChanges
        #expect(try await session.write([record(names)]).outcomes == [.unchanged])
        try await session.commit()
        #expect(await session.totalChanges == before)
        #expect(try await session.write([record(names, stamp: 2)]).outcomes == [.unchanged])
        try await session.commit()
        #expect(await session.totalChanges == before + 1, "the stamp alone")
    }

    @Test func storesTheTextsOfCopiesOnce() async throws {
        let session = try await library.open()
        let copies = try (0..<20).map { try Record.make("c/\($0)/big.md", document(names)) }
        try await session.store(copies)
        #expect(try library.integer("SELECT count(*) FROM texts") == names.count)
        #expect(try library.integer("SELECT count(*) FROM sections") == names.count * 20)
        #expect(try await session.find(.word("section7")).count == 20)
        for copy in copies {
            #expect(try await session.content(of: copy.path, positions: nil) == copy.document.source.bytes)
        }
        _ = try await session.delete(copies.dropFirst().map(\.path))
        try await session.commit()
        #expect(try await session.find(.word("section7")).count == 1)
        try await session.expectSound()
    }

    @Test func copiesFollowTheDocumentAsItIsNow() async throws {
        let session = try await library.open()
        try await session.store([.make("c/a.md", "# A\none\n# B\ntwo\n")])
        try await session.store([.make("c/a.md", "# A\nchanged\n# B\ntwo\n"), .make("c/b.md", "# A\none\n# B\ntwo\n")])
        let content = try await session.content(of: DocumentPath("c/b.md"), positions: nil)
        #expect(String(decoding: content, as: UTF8.self) == "# A\none\n# B\ntwo\n")
        try await session.expectSound()
    }

    @Test func neverGivesAnIDOfADeletedSectionToAnother() async throws {
        let session = try await library.open()
        let path = try DocumentPath("c/a.md")
        try await session.store([.make("c/a.md", "# A\n# B\n")])
        let old = try await session.sections(of: path).map(\.id)
        _ = try await session.delete([path])
        try await session.commit()
        try await session.store([.make("c/b.md", "# C\n# D\n")])
        let new = try await session.sections(of: DocumentPath("c/b.md")).map(\.id)
        #expect(Set(old).isDisjoint(with: new))
    }

    @Test func anotherVersionOfAParserWithTheSameSectionsChangesNothingElse() async throws {
        let session = try await library.open()
        let record = try record(names)
        try await session.store([record])
        let upgraded = Record(
            path: record.path,
            kind: record.kind,
            document: record.document,
            hash: record.hash,
            sectionHashes: record.sectionHashes,
            parser: ParserIdentity(id: "testing", version: 2),
            origin: record.origin
        )
        let before = await session.totalChanges
        #expect(try await session.write([upgraded]).outcomes == [.unchanged])
        try await session.commit()
        // The new parser, the file and the stamp.
        #expect(await session.totalChanges == before + 3)
        #expect(try await session.file(at: record.path)?.parser.version == 2)
    }

    @Test func whatCameFromElsewhereHasNoStamp() async throws {
        let session = try await library.open()
        try await session.store([record(names)])
        try await session.store([.make("c/big.md", "# Pulled\n")])
        #expect(try await session.stamps(collection: "c", root: Array("/r".utf8)).isEmpty)
    }

    @Test func aStampSpeaksOfTheRootThatWasReadLast() async throws {
        let session = try await library.open()
        let stamp = FileStamp(device: 1, inode: 2, size: 3, modified: 4, changed: 5, mode: 6)
        let (first, second) = (Array("/one".utf8), Array("/two".utf8))
        try await session.store([.make("c/a.md", "# 1\n", origin: FileOrigin(root: first, stamp: stamp))])
        try await session.store([.make("c/a.md", "# 2\n", origin: FileOrigin(root: second, stamp: stamp))])
        #expect(try await session.stamps(collection: "c", root: first).isEmpty)
        #expect(try await session.stamps(collection: "c", root: second).count == 1)
        #expect(try await session.root(of: "c") == second)
        try await session.store([.make("c/b.md", "# 1\n", origin: FileOrigin(root: first, stamp: stamp))])
        #expect(try await session.root(of: "c") == first)
    }

    @Test func storesASectionOfManyMegabytes() async throws {
        let session = try await library.open()
        let bytes = Array(repeating: Array("0123456789 word\n".utf8), count: 300_000).joined()
        let record = try Record.make(path: DocumentPath("c/large.txt"), bytes: Array(bytes))
        try await session.store([record])
        #expect(try await session.content(of: record.path, positions: nil) == record.document.source.bytes)
        #expect(try await session.find(.word("word")).count == 1)
    }
}
