import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite struct CheckinTests {
    private let fixture: DeployFixture
    private let skill = "tree/skills/brew/SKILL.md"
    private var target: String { fixture.target("brew") }
    private var source: String { "\(fixture.tree)/skills/brew" }

    init() throws {
        fixture = try DeployFixture()
    }

    /// A skill that is checked out.
    private func prepare() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        try await fixture.checkOut("brew", target)
    }

    /// Changes a file of the target or of the ingested tree.
    private func replace(_ old: String, _ new: String, in path: String) throws {
        let text = try fixture.read(path)
        #expect(text.contains(old))
        try fixture.write(text.replacingOccurrences(of: old, with: new), to: path)
    }

    @Test func bringsEditsNewFilesAndRemovalsIntoTheLibrary() async throws {
        try await prepare()
        try replace("Two.", "Two and a half.", in: "\(target)/SKILL.md")
        try fixture.write("Notes.\n", to: "\(target)/references/notes.md", permissions: 0o600)
        try FileManager.default.removeItem(atPath: "\(target)/latest.sh")
        #expect(try await fixture.states() == [.edited])
        let edited = try snapshot(of: target)
        let outcome = try await fixture.checkIn(target)
        #expect(outcome.stored.map(\.description) == [skill, "tree/skills/brew/references/notes.md"])
        #expect(outcome.removed.map(\.description) == ["tree/skills/brew/latest.sh"])
        #expect(try await fixture.content(skill).contains("Two and a half."))
        #expect(try snapshot(of: target) == edited)
        #expect(try await fixture.states() == [.clean])
        try await fixture.checkOut("brew", fixture.target("again"))
        #expect(try snapshot(of: fixture.target("again")) == edited)
    }

    @Test func mergesEditsOfBothSidesToDifferentSections() async throws {
        try await prepare()
        try replace("Two.", "Target.", in: "\(target)/SKILL.md")
        try replace("Three.", "Library.", in: "\(source)/SKILL.md")
        try await fixture.ingest()
        #expect(try await fixture.states() == [.edited])
        let outcome = try await fixture.checkIn(target)
        #expect(outcome.conflicts.isEmpty)
        for text in [try await fixture.content(skill), try fixture.read("\(target)/SKILL.md")] {
            #expect(text.contains("Target.") && text.contains("Library."))
            #expect(!text.contains("Two.") && !text.contains("Three."))
        }
        #expect(try await fixture.states() == [.clean])
    }

    @Test func doesNothingWhereBothChangedTheSameSection() async throws {
        try await prepare()
        try replace("Two.", "Target.", in: "\(target)/SKILL.md")
        try fixture.write("New.\n", to: "\(target)/new.md")
        try replace("Two.", "Library.", in: "\(source)/SKILL.md")
        try await fixture.ingest()
        let before = try snapshot(of: target)
        #expect(try await fixture.states() == [.conflicting])
        let outcome = try await fixture.checkIn(target)
        #expect(outcome.conflicts.map(\.description) == [skill])
        #expect(try snapshot(of: target) == before)
        #expect(try await fixture.content(skill).contains("Library."))
        #expect(try await fixture.content("tree/skills/brew/new.md").isEmpty)
    }

    @Test func keepsBothWhereAskedTo() async throws {
        try await prepare()
        try replace("Two.", "Target.", in: "\(target)/SKILL.md")
        try replace("Two.", "Library.", in: "\(source)/SKILL.md")
        try await fixture.ingest()
        let outcome = try await fixture.checkIn(target, conflicts: .keepBoth)
        let copy = try #require(outcome.stored.first)
        #expect(copy.name.hasPrefix("SKILL.checkout-") && copy.name.hasSuffix(".md"))
        #expect(try await fixture.content(copy.description).contains("Target."))
        #expect(try await fixture.content(skill).contains("Library."))
        #expect(try fixture.read("\(target)/\(copy.name)").contains("Target."))
        #expect(try await fixture.states() == [.clean])
    }

    @Test(arguments: ["library", "target"]) func aCopyThatWasEditedIsNotReplacedByAnother(_ side: String) async throws {
        try await prepare()
        try replace("Two.", "Target.", in: "\(target)/SKILL.md")
        let edited = try fixture.read("\(target)/SKILL.md")
        try replace("Two.", "Library.", in: "\(source)/SKILL.md")
        try await fixture.ingest()
        let copy = try #require(try await fixture.checkIn(target, conflicts: .keepBoth).stored.first)
        if side == "library" {
            try await fixture.withLibrary { library, _ in
                _ = try await library.write([Record.make("\(copy)", "Mine.\n")])
                try await library.commit()
            }
        } else {
            try fixture.write("Mine.\n", to: "\(target)/\(copy.name)")
        }
        // The same edit once more meets another one of the library.
        try fixture.write(edited, to: "\(target)/SKILL.md")
        try replace("Library.", "Other.", in: "\(source)/SKILL.md")
        try await fixture.ingest()
        let again = try await fixture.checkIn(target, conflicts: .keepBoth)
        let second = try #require(again.stored.first { $0.name.hasSuffix("-2.md") })
        #expect(try await fixture.content("\(copy)") == "Mine.\n")
        #expect(try await fixture.content("\(second)") == edited)
        #expect(try fixture.read("\(target)/\(copy.name)") == "Mine.\n")
    }

    @Test func putsASectionBackIntoItsFile() async throws {
        try await prepare()
        let section = fixture.target("steep.md")
        try await fixture.checkOut(skill, section, section: "brew/steep")
        try replace("Two.", "Four.", in: section)
        try replace("Three.", "Library.", in: "\(source)/SKILL.md")
        try await fixture.ingest()
        _ = try await fixture.checkIn(section)
        let text = try await fixture.content(skill)
        #expect(text.contains("## Steep\n\nFour.\n\n## Pour\n\nLibrary.\n"))
    }

    @Test func editsWithoutHeadingsStayAtTheTarget() async throws {
        try await prepare()
        let plain = fixture.target("plain.md")
        try await fixture.checkOut("\(skill)", plain + "/", stripsHeadings: true)
        let deployed = plain + "/brew/SKILL.md"
        try replace("Two.", "Four.", in: deployed)
        await #expect(throws: SkillSplitError.self) { try await fixture.checkIn(plain + "/brew", remove: true) }
        #expect(try fixture.read(deployed).contains("Four."))
        #expect(try await fixture.content(skill).contains("Two."))
    }

    @Test func takesTheDeploymentAwayAndLeavesWhatNoIngestTakes() async throws {
        try await prepare()
        try replace("Two.", "Four.", in: "\(target)/SKILL.md")
        try fixture.write("stray", to: "\(target)/scripts/.DS_Store")
        let outcome = try await fixture.checkIn(target, remove: true)
        #expect(outcome.isRemoved && outcome.hasLeftovers)
        #expect(try snapshot(of: target).keys.sorted() == ["scripts/.DS_Store"])
        #expect(try await fixture.content(skill).contains("Four."))
        #expect(try await fixture.states().isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path + "/out") == ["brew"])
    }

    @Test func refusesToTakeAMissingTargetForRemovedFiles() async throws {
        try await prepare()
        try FileManager.default.removeItem(atPath: target)
        #expect(try await fixture.states() == [.missing])
        await #expect(throws: SkillSplitError.self) { try await fixture.checkIn(target) }
        #expect(try await !fixture.content(skill).isEmpty)
        _ = try await fixture.checkIn(target, remove: true)
        #expect(try await fixture.states().isEmpty)
        #expect(try await !fixture.content(skill).isEmpty)
    }

    @Test func refusesATargetThatWasNotCheckedOut() async throws {
        try await prepare()
        let error = await #expect(throws: SkillSplitError.self) { try await fixture.checkIn(source) }
        #expect(error?.code == .notFound)
    }
}

/// A library that remembers nothing of one machine: another one remembers its checkouts.
@Suite struct SharedLibraryCheckoutTests {
    @Test func checkoutsAreRememberedElsewhereAndComeBackToTheirLibraryOnly() async throws {
        let (shared, local) = (try DeployFixture(), try DeployFixture())
        try shared.makeSkill()
        try await shared.ingest()
        let target = shared.target("brew")
        try await shared.withLibrary { library, _ in
            try await local.withLibrary { store, localDeployer in
                let deployer = Deployer(
                    library: library,
                    store: store,
                    home: Array(local.home.utf8),
                    registry: local.registry,
                    address: "shared:one"
                )
                let source = try await CheckoutSource.find("brew", in: library)
                _ = try await deployer.checkOut(Deployer.Request(source: source, target: Array(target.utf8)))
                #expect(try await library.checkouts().isEmpty)
                #expect(try await deployer.status().map(\.state) == [.clean])
                #expect(try await localDeployer.status().isEmpty)
                try shared.write("New.\n", to: "\(target)/new.md")
                let request = Checkin.Request(target: Array(target.utf8))
                await #expect(throws: SkillSplitError.self) { try await Checkin(localDeployer).run(request) }
                let outcome = try await Checkin(deployer).run(request)
                #expect(outcome.stored.map(\.name) == ["new.md"])
                #expect(try await library.file(at: DocumentPath("tree/skills/brew/new.md")) != nil)
                #expect(try await deployer.status().map(\.state) == [.clean])
            }
        }
    }
}
