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

/// What others put into the target.
struct ForeignFilesTests {
    private let folder: ExportFolder

    init() throws {
        folder = try ExportFolder()
    }

    private func record(_ text: String) throws -> Record { try .make("c/a.md", text) }

    @Test func refusesAFileThatItDidNotWrite() async throws {
        try folder.put("mine", at: "c/a.md")
        let outcomes = try await folder.export([record("new")])
        #expect(outcomes.map(\.rejection) == [.conflict])
        #expect(folder.files == ["c/a.md": "mine"])
        #expect(try await folder.export([record("new")], ["overwrite": "true"]) == [.updated])
        #expect(folder.files == ["c/a.md": "new"])
        #expect(try await folder.export([record("newer")]) == [.updated])
    }

    @Test func refusesAFileThatWasEditedSince() async throws {
        try await folder.export([record("one")])
        try folder.put("edited", at: "c/a.md")
        #expect(try await folder.export([record("two")]).map(\.rejection) == [.conflict])
        #expect(folder.files == ["c/a.md": "edited"])
    }

    @Test func refusesAFileWhoseModeWasChangedSince() async throws {
        try await folder.export([record("one")])
        chmod("\(folder.path)/c/a.md", 0o600)
        #expect(try await folder.export([record("one")]).map(\.rejection) == [.conflict])
        #expect(folder.mode(of: "c/a.md") == 0o600)
    }

    @Test func takesOverAFileThatIsAlreadyAsItShouldBe() async throws {
        try folder.put("one", at: "c/a.md")
        chmod("\(folder.path)/c/a.md", 0o644)
        #expect(try await folder.export([record("one")]) == [.unchanged])
        #expect(try await folder.export([record("two")]) == [.updated])
    }

    @Test func writesAgainWhatWasTakenAway() async throws {
        try await folder.export([record("one")])
        try FileManager.default.removeItem(atPath: "\(folder.path)/c")
        #expect(try await folder.export([record("one")]) == [.inserted])
        #expect(folder.files == ["c/a.md": "one"])
    }

    @Test func neverReplacesAFolder() async throws {
        try folder.put("x", at: "c/a.md/inside")
        #expect(try await folder.export([record("new")], ["overwrite": "true"]).map(\.rejection) == [.conflict])
        #expect(folder.files == ["c/a.md/inside": "x"])
    }

    @Test(arguments: [[:], ["overwrite": "true"]]) func writesThroughNoLink(options: [String: String]) async throws {
        let outside = folder.beside("outside")
        try FileManager.default.createDirectory(atPath: "\(outside)/deep", withIntermediateDirectories: true)
        try Data("safe".utf8).write(to: URL(fileURLWithPath: "\(outside)/a.md"))
        try folder.put("", at: "real/x")
        for (link, target) in [("c", outside), ("real/sub", "\(outside)/deep"), ("real/up", "..")] {
            try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/\(link)", withDestinationPath: target)
        }
        let records = try ["c/a.md", "c/new/b.md", "real/sub/c.md", "real/up/d.md"].map { try Record.make($0, "evil") }
        let outcomes = try await folder.export(records, options)
        #expect(outcomes.map(\.rejection) == [.unwritable, .unwritable, .unwritable, .unwritable])
        #expect(try FileManager.default.subpathsOfDirectory(atPath: outside).sorted() == ["a.md", "deep"])
        #expect(try String(contentsOfFile: "\(outside)/a.md", encoding: .utf8) == "safe")
    }

    @Test func replacesALinkNotWhatItPointsTo() async throws {
        let outside = folder.beside("secret")
        try Data("safe".utf8).write(to: URL(fileURLWithPath: outside))
        try folder.put("", at: "c/x")
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/c/a.md", withDestinationPath: outside)
        #expect(try await folder.export([record("new")]).map(\.rejection) == [.conflict])
        #expect(try await folder.export([record("new")], ["overwrite": "true"]) == [.updated])
        #expect(folder.files["c/a.md"] == "new")
        #expect(try String(contentsOfFile: outside, encoding: .utf8) == "safe")
    }

    @Test func doesNotWaitForAPipe() async throws {
        try folder.put("", at: "c/x")
        mkfifo("\(folder.path)/c/a.md", 0o644)
        #expect(try await folder.export([record("new")]).map(\.rejection) == [.conflict])
    }
}
