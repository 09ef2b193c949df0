import Foundation
import SkillSplitFilesystem
import SkillSplitHost
import SkillSplitTesting
import Testing

/// All or nothing, and what a killed run leaves.
struct CommitTests {
    private let folder: ExportFolder

    init() throws {
        folder = try ExportFolder()
    }

    @Test func changesNothingBeforeTheCommit() async throws {
        try await folder.export([.make("c/a", "old")])
        let session = try await folder.open()
        #expect(
            try await session.write([.make("c/a", "new"), .make("c/deep/b", "b")]).outcomes == [.updated, .inserted]
        )
        #expect(folder.files.filter { !$0.key.hasPrefix(".") } == ["c/a": "old"])
        await session.rollback()
        try await session.finish()
        #expect(folder.tree.keys.sorted() == [".skill-split-export", "c", "c/a"])
    }

    @Test func undoesACommitThatFailsInTheMiddle() async throws {
        try await folder.export([.make("c/a", "old"), .make("c/z", "old")])
        let before = folder.files
        let session = try await folder.open()
        let records = try [Record.make("c/a", "new"), .make("c/b/new", "new"), .make("c/z", "new")]
        #expect(try await session.write(records).outcomes == [.updated, .inserted, .updated])
        try folder.put("edited meanwhile", at: "c/z")
        let error = await #expect(throws: SkillSplitError.self) { try await session.commit() }
        #expect(error?.code == .conflict)
        await session.rollback()
        try await session.finish()
        #expect(folder.files == before.merging(["c/z": "edited meanwhile"]) { $1 })
        #expect(folder.tree["c/b"] == nil, "a folder that was made is taken out")
        #expect(try await folder.export(Array(records.prefix(2))) == [.updated, .inserted])
    }

    @Test func takesTheLastOfTwoVersionsInOneCommit() async throws {
        let session = try await folder.open()
        #expect(try await session.write([.make("c/a", "one"), .make("c/a", "two")]).outcomes == [.inserted, .updated])
        #expect(try await session.write([.make("c/a", "two")]).outcomes == [.unchanged])
        try await session.commit()
        try await session.finish()
        #expect(folder.files == ["c/a": "two"])
    }

    /// Killed between the note of what comes and the rename, or after it: both versions are its own.
    @Test(arguments: ["old", "new"]) func knowsWhatAKilledRunWrote(content: String) async throws {
        let path = folder.path
        try await folder.export([.make("c/a", "old")])
        let old = folder.manifest
        try await folder.export([.make("c/a", "new")])
        let both = old + folder.manifest
        try folder.put(content, at: "c/a")
        for torn in [both, both + Array(folder.manifest.dropLast(3)), both + Array(folder.manifest.prefix(20))] {
            try Data(torn).write(to: URL(fileURLWithPath: "\(path)/.skill-split-export"))
            try folder.put("left over", at: ".skill-split-staging/7")
            let session = try await folder.open()
            #expect(folder.tree[".skill-split-staging/7"] == nil)
            #expect(try await session.write([.make("c/a", "newer")]).outcomes == [.updated])
            await session.rollback()
            try await session.finish()
        }
        #expect(try await folder.export([.make("c/a", "newer")]) == [.updated])
        #expect(folder.files == ["c/a": "newer"])
        let notes = String(decoding: folder.manifest, as: UTF8.self)
        #expect(notes.split(separator: "\0").count == 2, "one entry is left: \(notes)")
    }

    @Test func claimsNothingByNotesThatAreDamaged() async throws {
        try await folder.export([.make("c/a", "old")])
        try Data([0, 1, 2, 0, 0, 0xFF]).write(to: URL(fileURLWithPath: "\(folder.path)/.skill-split-export"))
        #expect(
            try await folder.export([.make("c/a", "new"), .make("c/b", "b")]).map(\.rejection) == [.conflict, nil]
        )
        #expect(try await folder.export([.make("c/a", "old")]) == [.unchanged])
    }
}
