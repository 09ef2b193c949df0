import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite struct CheckoutTests {
    private let fixture: DeployFixture

    init() throws {
        fixture = try DeployFixture()
    }

    @Test func deploysASkillWithItsFilesModesAndLinks() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        let outcome = try await fixture.checkOut("brew", fixture.target("brew"))
        #expect(outcome.checkout.files.count == 3)
        #expect(try snapshot(of: fixture.target("brew")) == snapshot(of: "\(fixture.tree)/skills/brew"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path + "/out") == ["brew"])
        #expect(try await fixture.states() == [.clean])
    }

    @Test func theFileOfAComponentStandsForAllOfIt() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        try await fixture.checkOut("tree/skills/brew/SKILL.md", fixture.target("brew"))
        #expect(try snapshot(of: fixture.target("brew")).count == 3)
    }

    @Test func eachKindHasAPlaceOfItsOwn() async throws {
        try fixture.makeSkill()
        try fixture.write("Plan.\n", to: "\(fixture.tree)/.claude/commands/garden/plan.md")
        try await fixture.ingest()
        try await fixture.checkOut("brew", nil)
        try await fixture.checkOut("tree/.claude/commands/garden/plan.md", nil)
        #expect(try snapshot(of: fixture.home + "/.claude/skills/brew").count == 3)
        #expect(try fixture.read(fixture.home + "/.claude/commands/garden/plan.md") == "Plan.\n")
    }

    @Test func aFileGoesIntoAFolderThatIsThere() async throws {
        try fixture.write("Plan.\n", to: "\(fixture.tree)/.claude/commands/plan.md")
        try fixture.write("x", to: fixture.target("folder/x"))
        try await fixture.ingest()
        try await fixture.checkOut("tree/.claude/commands/plan.md", fixture.target("folder"))
        try await fixture.checkOut("tree/.claude/commands/plan.md", fixture.target("other/"))
        #expect(try fixture.read(fixture.target("folder/plan.md")) == "Plan.\n")
        #expect(try fixture.read(fixture.target("other/plan.md")) == "Plan.\n")
    }

    @Test func aSectionIsDeployedAlone() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        try await fixture.checkOut("tree/skills/brew/SKILL.md", fixture.target("a.md"), section: "brew/steep")
        try await fixture.checkOut("tree/skills/brew/SKILL.md#brew/pour", fixture.target("b.md"))
        #expect(try fixture.read(fixture.target("a.md")) == "## Steep\n\nTwo.\n\n")
        #expect(try fixture.read(fixture.target("b.md")) == "## Pour\n\nThree.\n")
    }

    @Test func headingsCanBeLeftOut() async throws {
        try fixture.write("Intro\n=====\n\nOne.\n\n# Two #\n\nThree.\r\n", to: "\(fixture.tree)/docs/a.md")
        try await fixture.ingest()
        try await fixture.checkOut("tree/docs/a.md", fixture.target("a.md"), stripsHeadings: true)
        #expect(try fixture.read(fixture.target("a.md")) == "\nOne.\n\n\nThree.\r\n")
        #expect(try await fixture.states() == [.clean])
    }

    @Test func refusesWhatItDidNotWrite() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        try fixture.write("mine", to: fixture.target("brew/SKILL.md"))
        let error = await #expect(throws: SkillSplitError.self) {
            try await fixture.checkOut("brew", fixture.target("brew"))
        }
        #expect(error?.code == .conflict)
        #expect(try snapshot(of: fixture.target("brew")).count == 1)
        #expect(try await fixture.states() == [])
    }

    @Test func refusesWhatWasEditedAndKeepsABackupWhereForced() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        try await fixture.checkOut("brew", fixture.target("brew"))
        try fixture.write("edited", to: fixture.target("brew/SKILL.md"))
        try fixture.write("new", to: fixture.target("brew/notes.md"))
        let before = try snapshot(of: fixture.target("brew"))
        let error = await #expect(throws: SkillSplitError.self) {
            try await fixture.checkOut("brew", fixture.target("brew"))
        }
        #expect(error?.code == .conflict)
        #expect(try snapshot(of: fixture.target("brew")) == before)
        let outcome = try await fixture.checkOut("brew", fixture.target("brew"), force: true)
        let backup = try #require(outcome.backup.map { String(decoding: $0, as: UTF8.self) })
        #expect(try snapshot(of: backup) == before)
        #expect(try snapshot(of: fixture.target("brew")) == snapshot(of: "\(fixture.tree)/skills/brew"))
        #expect(try await fixture.states() == [.clean])
    }

    @Test func bringsWhatIsNewInTheLibraryToACleanTarget() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        try await fixture.checkOut("brew", fixture.target("brew"))
        try fixture.write(
            "#!/bin/sh\necho more\n",
            to: "\(fixture.tree)/skills/brew/scripts/run.sh",
            permissions: 0o755
        )
        try fixture.write("More.\n", to: "\(fixture.tree)/skills/brew/more.md")
        try await fixture.ingest()
        #expect(try await fixture.states() == [.outdated])
        try fixture.write("stray", to: fixture.target("brew/.DS_Store"))
        try await fixture.checkOut("brew", fixture.target("brew"))
        var found = try snapshot(of: fixture.target("brew"))
        #expect(found.removeValue(forKey: ".DS_Store") != nil)
        #expect(try found == snapshot(of: "\(fixture.tree)/skills/brew"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path + "/out") == ["brew"])
        #expect(try await fixture.states() == [.clean])
    }

    @Test func takesOverFilesThatAreThereAlready() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        let outcome = try await fixture.checkOut("brew", "\(fixture.tree)/skills/brew")
        #expect(outcome.isUnchanged)
        #expect(try await fixture.states() == [.clean])
    }

    @Test func refusesATargetInsideAnother() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        try await fixture.checkOut("brew", fixture.target("brew"))
        let error = await #expect(throws: SkillSplitError.self) {
            try await fixture.checkOut("tree/skills/brew/scripts/run.sh", fixture.target("brew/other.sh"))
        }
        #expect(error?.code == .conflict)
    }

    @Test func namesWhatSeveralComponentsAreCalled() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        try await fixture.ingest(collection: "other")
        let error = await #expect(throws: SkillSplitError.self) {
            try await fixture.checkOut("brew", fixture.target("brew"))
        }
        #expect(error?.remedy.contains("other/skills/brew") == true)
    }
}
