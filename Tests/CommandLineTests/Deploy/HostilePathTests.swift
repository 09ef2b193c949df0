import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

/// Libraries whose paths try to lead elsewhere.
@Suite struct HostilePathTests {
    private let fixture: DeployFixture

    init() throws {
        fixture = try DeployFixture()
    }

    /// Stores records as a hostile writer would, past the walk of an ingest.
    private func store(_ records: [Record]) async throws {
        try await fixture.withLibrary { library, _ in
            _ = try await library.write(records)
            try await library.commit()
        }
    }

    /// Every path below the temporary folder except the library and the target.
    private func outside() throws -> [String: String] {
        try snapshot(of: fixture.folder.path).filter {
            !$0.key.hasPrefix("library.db") && !$0.key.hasPrefix("out/evil")
        }
    }

    @Test(arguments: ["../x", "a/../../x", "/etc/x", "a//x", "a/./x", "", "a\0x", "..", "a/.."])
    func noSuchPathIsADocumentPath(_ path: String) {
        #expect(throws: SkillSplitError.self) { try DocumentPath("evil/").appending(Array(path.utf8)) }
        #expect(throws: SkillSplitError.self) { try DocumentPath("evil").appending(Array(path.utf8)) }
    }

    @Test func aPathIsNotReadThroughALinkOfTheComponent() async throws {
        try fixture.write("outside", to: fixture.folder.path + "/secret/file")
        try await store([
            .makeLink("evil/c/link", to: fixture.folder.path + "/secret"),
            .make("evil/c/link/file", "overwritten"),
        ])
        let before = try outside()
        await #expect(throws: SkillSplitError.self) {
            try await fixture.checkOut("evil/c", fixture.target("evil"))
        }
        #expect(try outside() == before)
        #expect(!FileManager.default.fileExists(atPath: fixture.target("evil")))
    }

    @Test func aLinkIsDeployedAsALinkAndNotFollowedLater() async throws {
        try fixture.write("outside", to: fixture.folder.path + "/secret/file")
        try await store([.makeLink("evil/c/link", to: "../../secret"), .make("evil/c/a.md", "a")])
        try await fixture.checkOut("evil/c", fixture.target("evil"))
        try await store([.make("evil/c/a.md", "b")])
        try await fixture.checkOut("evil/c", fixture.target("evil"))
        _ = try await fixture.checkIn(fixture.target("evil"), remove: true)
        #expect(try fixture.read(fixture.folder.path + "/secret/file") == "outside")
    }

    @Test func aLinkAtTheTargetIsNotFollowed() async throws {
        try await store([.make("evil/c/a.md", "a")])
        try fixture.write("outside", to: fixture.folder.path + "/secret/a.md")
        try FileManager.default.createDirectory(atPath: fixture.folder.path + "/out", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: fixture.target("evil"),
            withDestinationPath: fixture.folder.path + "/secret"
        )
        await #expect(throws: SkillSplitError.self) {
            try await fixture.checkOut("evil/c", fixture.target("evil"))
        }
        try await fixture.checkOut("evil/c", fixture.target("evil"), force: true)
        #expect(try fixture.read(fixture.folder.path + "/secret/a.md") == "outside")
    }

    @Test func oddNamesAreNamesOnly() async throws {
        let names = ["C:", "C:\\x", "a:b", "-rf", "~", "$HOME", "nul", " ", "\u{202E}md", "\n"]
        try await store(try names.map { try Record.make("evil/c/\($0)", $0) })
        let before = try outside()
        try await fixture.checkOut("evil/c", fixture.target("evil"))
        #expect(Set(try FileManager.default.contentsOfDirectory(atPath: fixture.target("evil"))) == Set(names))
        #expect(try outside() == before)
    }

    @Test func namesThatAreTooLongLeaveNothingBehind() async throws {
        let long = String(repeating: "n", count: 4096)
        let deep = Array(repeating: "d", count: 2048).joined(separator: "/")
        try await store([.make("evil/c/a.md", "a"), .make("evil/c/\(long)", "b"), .make("evil/d/\(deep)", "c")])
        let before = try outside()
        await #expect(throws: SkillSplitError.self) {
            try await fixture.checkOut("evil/c", fixture.target("evil"))
        }
        #expect(try outside() == before)
        #expect(!FileManager.default.fileExists(atPath: fixture.folder.path + "/out"))
        try await fixture.checkOut("evil/d", fixture.target("evil"))
        #expect(try outside() == before)
        _ = try await fixture.checkIn(fixture.target("evil"), remove: true)
        #expect(!FileManager.default.fileExists(atPath: fixture.target("evil")))
    }

    @Test func namesOfOneSpellingAreTwoFilesOrAnError() async throws {
        try await store([
            .make("evil/c/A.md", "A"), .make("evil/c/a.md", "a"), .make("evil/c/\u{E9}", "one"),
            .make("evil/c/e\u{301}", "two"),
        ])
        do {
            try await fixture.checkOut("evil/c", fixture.target("evil"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.target("evil")).count == 4)
        } catch let error as SkillSplitError {
            #expect(error.code == .conflict)
            #expect(!FileManager.default.fileExists(atPath: fixture.target("evil")))
        }
    }

    @Test func aFileIsNoFolder() async throws {
        try await store([.make("evil/c/a", "file"), .make("evil/c/a/b", "below")])
        await #expect(throws: SkillSplitError.self) {
            try await fixture.checkOut("evil/c", fixture.target("evil"))
        }
        #expect(!FileManager.default.fileExists(atPath: fixture.target("evil")))
    }

    @Test func nobodysRightsAreHandedOut() async throws {
        try await store([.make("evil/c/run", "x", permissions: 0o6755)])
        try await fixture.checkOut("evil/c", fixture.target("evil"))
        #expect(try snapshot(of: fixture.target("evil"))["run"]?.hasPrefix("755 ") == true)
        #expect(try await fixture.states() == [.clean])
    }
}
