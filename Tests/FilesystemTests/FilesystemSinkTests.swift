import Foundation
import SkillSplitFilesystem
import SkillSplitHost
import SkillSplitTesting
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct FilesystemSinkTests {
    @Test func writesBytesModesAndLinks() async throws {
        let folder = try ExportFolder()
        try await folder.export([
            .make("c/skills/a/SKILL.md", "# A\n"), .make("c/skills/a/run.sh", "echo\n", permissions: 0o750),
            .makeLink("c/skills/b", to: "a"), .makeLink("c/away", to: "/etc/passwd"),
        ])
        #expect(
            folder.files == [
                "c/skills/a/SKILL.md": "# A\n", "c/skills/a/run.sh": "echo\n", "c/skills/b": "-> a",
                "c/away": "-> /etc/passwd",
            ]
        )
        #expect(folder.mode(of: "c/skills/a/run.sh") == 0o750)
        #expect(folder.mode(of: "c/skills/a/SKILL.md") == 0o644)
        #expect(folder.tree[".skill-split-staging"] == nil)
    }

    @Test func handsOutNoOnesRights() async throws {
        let folder = try ExportFolder()
        let record = try Record.make("c/run", "x", permissions: 0o6755)
        #expect(try await folder.export([record]) == [.inserted])
        #expect(folder.mode(of: "c/run") == 0o755)
        #expect(try await folder.export([record]) == [.unchanged])
    }

    @Test func leavesTheCollectionOut() async throws {
        let folder = try ExportFolder()
        let outcomes = try await folder.export(
            [.make("one/a.md", "one"), .make("one/x/b.md", "b"), .make("two/a.md", "two")],
            ["strip": "collection"]
        )
        #expect(outcomes.map(\.rejection) == [nil, nil, .conflict])
        #expect(folder.files == ["a.md": "one", "x/b.md": "b"])
        let later = try await folder.export([.make("two/a.md", "two")], ["strip": "collection"])
        #expect(later.map(\.rejection) == [.conflict])
    }

    @Test(arguments: ["c/.skill-split-export", "c/.skill-split-staging/x", "c/.Skill-Split-Export", "alone"])
    func refusesPlacesThatItNeeds(path: String) async throws {
        let outcomes = try await ExportFolder().export([.make(path, "x")], ["strip": "collection"])
        #expect(outcomes.map(\.rejection) == [.invalidPath])
    }

    @Test func refusesUnknownOptions() {
        var values: OptionValues = ["strip": "everything"]
        #expect(throws: SkillSplitError.self) { try FilesystemSink.Options(&values) }
    }

    @Test func createsNothingToLook() async throws {
        let folder = try ExportFolder()
        let session = try await folder.sink().open(SinkContext(purpose: .read))
        await #expect(throws: SkillSplitError.self) { try await session.write([.make("c/a", "x")]) }
        try await session.finish()
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test func letsOneRunWriteAtATime() async throws {
        let folder = try ExportFolder()
        let session = try await folder.open()
        let error = await #expect(throws: SkillSplitError.self) { try await folder.open() }
        #expect(error?.code == .busy)
        try await session.finish()
        #expect(try await folder.export([.make("c/a", "x")]) == [.inserted])
    }

    @Test func keepsTheSameNotesInAnyOrder() async throws {
        let records = try ["c/b", "c/a/x", "c/a-", "d/ä"].map { try Record.make($0, $0) }
        let (one, other) = (try ExportFolder(), try ExportFolder())
        try await one.export(records)
        for record in records.reversed() { try await other.export([record]) }
        #expect(one.manifest == other.manifest)
        #expect(!one.manifest.isEmpty)
    }

    @Test func refusesNamesThatOtherSystemsCannotTellApart() async throws {
        let folder = try ExportFolder()
        let records = try ["c/A.md", "c/a.md", "c/\u{E9}", "c/e\u{301}", "c/ab"].map { try Record.make($0, "x") }
        let outcomes = try await folder.export(records, ["portable": "true"])
        #expect(outcomes.map(\.rejection) == [nil, .conflict, nil, .conflict, nil])
        #expect(try await folder.export([records[1]], ["portable": "true"]).map(\.rejection) == [.conflict])
        try FileManager.default.removeItem(atPath: "\(folder.path)/c/A.md")
        #expect(try await folder.export([records[1]], ["portable": "true"]) == [.inserted])
    }

    @Test func refusesAFileWhereAFolderMustBe() async throws {
        let folder = try ExportFolder()
        let outcomes = try await folder.export([
            .make("c/a", "x"), .make("c/a/b", "y"), .make("c/d/e", "z"), .make("c/d", "w"),
        ])
        #expect(outcomes.map(\.rejection) == [nil, .conflict, nil, .conflict])
        #expect(folder.files == ["c/a": "x", "c/d/e": "z"])
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere"))
    func rejectsOnlyWhatAClosedFolderHolds() async throws {
        let folder = try ExportFolder()
        try folder.put("", at: "c/closed/x")
        chmod("\(folder.path)/c/closed", 0o555)
        defer { chmod("\(folder.path)/c/closed", 0o755) }
        let outcomes = try await folder.export([.make("c/closed/a", "a"), .make("c/b", "b")])
        #expect(outcomes.map(\.rejection) == [.unwritable, nil])
        #expect(folder.files == ["c/b": "b"])
    }

    /// `SKILL_SPLIT_SMALL_DISK` names a folder on a file system of about a megabyte.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["SKILL_SPLIT_SMALL_DISK"] != nil))
    func saysThatTheDiskIsFull() async throws {
        let disk = try #require(ProcessInfo.processInfo.environment["SKILL_SPLIT_SMALL_DISK"])
        let sink = try FilesystemSink(
            location: "\(disk)/target",
            options: {
                var none = OptionValues(); return try .init(&none)
            }()
        )
        let session = try await sink.open(SinkContext(purpose: .write))
        let small = try Record.make("c/small", "x")
        #expect(try await session.write([small]).outcomes == [.inserted])
        try await session.commit()
        let large = try Record.make("c/large", String(repeating: "x", count: 8 << 20))
        let error = await #expect(throws: SkillSplitError.self) { try await session.write([large]) }
        #expect(error?.code == .unwritable)
        #expect(error?.remedy.contains("room") == true)
        await session.rollback()
        #expect(try await session.write([small]).outcomes == [.unchanged])
        try await session.finish()
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(disk)/target/c") == ["small"])
        try FileManager.default.removeItem(atPath: "\(disk)/target")
    }
}
