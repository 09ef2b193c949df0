import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite struct DiffTests {
    private let fixture: DeployFixture

    init() throws {
        fixture = try DeployFixture()
        try fixture.write("# A\n\none\n\n# B\n\ntwo\n\n# C\n\nthree\n", to: "\(fixture.tree)/docs/a.md")
        try fixture.write("# A\n\none\n\n# B\n\n2\n\n# D\n\nfour\n", to: "\(fixture.tree)/docs/b.md")
    }

    private func compare(
        _ left: (any LibrarySession) throws -> TreeDiff.Operand,
        _ right: (any LibrarySession) throws -> TreeDiff.Operand
    ) async throws -> [TreeDiff.File] {
        try await fixture.withLibrary { library, _ in
            try await TreeDiff(registry: fixture.registry).compare(left(library), right(library))
        }
    }

    private func marks(_ file: TreeDiff.File) -> [String] {
        (file.sections?.entries ?? []).map { "\($0.mark.rawValue)\(($0.left ?? $0.right)?.address ?? "")" }
    }

    @Test func comparesTwoFilesSectionBySection() async throws {
        try await fixture.ingest()
        let files = try await compare(
            { .stored($0, try SectionReference("tree/docs/a.md")) },
            { .stored($0, try SectionReference("tree/docs/b.md")) }
        )
        #expect(files.map(\.mark) == [.differs])
        #expect(marks(files[0]) == ["=a", "*b", "-c", "+d"])
    }

    @Test func comparesTheLibraryWithTheDisk() async throws {
        try await fixture.ingest()
        let disk = Array("\(fixture.tree)/docs".utf8)
        let folder = try DocumentPath("tree/docs")
        #expect(try await compare({ .stored($0, .file(folder)) }, { _ in .disk(disk) }).map(\.mark) == [.same, .same])
        try fixture.write("# A\n\none\n", to: "\(fixture.tree)/docs/a.md")
        try FileManager.default.removeItem(atPath: "\(fixture.tree)/docs/b.md")
        try fixture.write("new", to: "\(fixture.tree)/docs/c.md")
        let files = try await compare({ .stored($0, .file(folder)) }, { _ in .disk(disk) })
        #expect(files.map(\.mark) == [.differs, .onlyLeft, .onlyRight])
        #expect(files.map { String(decoding: $0.relativePath, as: UTF8.self) } == ["a.md", "b.md", "c.md"])
    }

    @Test func comparesLinksByWhereTheyPoint() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        let skill = try DocumentPath("tree/skills/brew")
        let disk = "\(fixture.tree)/skills/brew"
        func marks() async throws -> [DifferenceMark] {
            try await compare({ .stored($0, .file(skill)) }, { _ in .disk(Array(disk.utf8)) }).map(\.mark)
        }
        #expect(try await marks() == [.same, .same, .same])
        try FileManager.default.removeItem(atPath: "\(disk)/latest.sh")
        try FileManager.default.createSymbolicLink(atPath: "\(disk)/latest.sh", withDestinationPath: "SKILL.md")
        #expect(try await marks() == [.same, .differs, .same])
    }

    @Test func followsALinkThatIsNamed() async throws {
        try await fixture.ingest()
        let link = fixture.folder.path + "/link.md"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "\(fixture.tree)/docs/b.md")
        let files = try await compare(
            { .stored($0, try SectionReference("tree/docs/a.md")) },
            { _ in .disk(Array(link.utf8)) }
        )
        #expect(files.map(marks) == [["=a", "*b", "-c", "+d"]])
    }

    #if os(Linux)
        @Test func comparesFilesWhoseNamesAreNoText() async throws {
            let name = [0xFF] + Array(".md".utf8)
            let path = try DocumentPath("odd/c").appending(name)
            func store(_ text: String) async throws {
                try await fixture.withLibrary { library, _ in
                    _ = try await library.write([.make(path: path, bytes: Array(text.utf8))])
                    try await library.commit()
                }
            }
            try await store("# A\n\none\n")
            try await fixture.checkOut("odd/c", fixture.target("odd"))
            try await store("# A\n\ntwo\n")
            let folder = try DocumentPath("odd/c")
            let target = Array(fixture.target("odd").utf8)
            let files = try await compare({ .stored($0, .file(folder)) }, { _ in .disk(target) })
            #expect(files.map(\.relativePath) == [name])
            #expect(files.map(marks) == [["*a"]])
        }
    #endif

    @Test func comparesSectionsAndLibraries() async throws {
        try await fixture.ingest()
        let same = try await compare(
            { .stored($0, try SectionReference("tree/docs/a.md#a")) },
            { .stored($0, try SectionReference("tree/docs/b.md#a")) }
        )
        #expect(same.map(\.mark) == [.same])
        #expect(try await compare({ .library($0) }, { .library($0) }).map(\.mark) == [.same, .same])
    }

    @Test func refusesWhatIsNotThere() async throws {
        try await fixture.ingest()
        await #expect(throws: SkillSplitError.self) {
            try await compare({ .stored($0, try SectionReference("tree/nope")) }, { .library($0) })
        }
    }

    @Test func statsAddUpAndSayWhatASectionSaves() async throws {
        try await fixture.ingest()
        let stats = try await fixture.withLibrary { library, _ in try await LibraryStats(of: library) }
        #expect(stats.total.files == 2 && stats.total.sections == 6)
        #expect(stats.total.bytes == stats.kinds.values.reduce(0) { $0 + $1.bytes })
        #expect(stats.reading.sections == 6)
        #expect(stats.reading.sectionBytes == stats.total.bytes)
        #expect(stats.reading.fileBytes == 3 * stats.total.bytes)
        #expect(LibraryStats.tokens(ofBytes: 5) == 2)
    }

    @Test func statsOfAnEmptyLibraryClaimNothing() async throws {
        let stats = try await fixture.withLibrary { library, _ in try await LibraryStats(of: library) }
        #expect(stats.reading.savedPercent == nil)
        #expect(stats.total.files == 0)
    }
}
