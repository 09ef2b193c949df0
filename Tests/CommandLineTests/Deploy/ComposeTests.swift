import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite struct ComposeTests {
    private let fixture: DeployFixture

    init() throws {
        fixture = try DeployFixture()
    }

    private func compose(
        _ sections: [String],
        _ change: (inout Composer.Request) -> Void = { _ in }
    ) async throws -> Composer.Composition {
        try await fixture.withLibrary { library, _ in
            var references: [SectionReference] = []
            for section in sections { references.append(try SectionReference(section)) }
            var request = Composer.Request(references)
            change(&request)
            return try await Composer(library: library, registry: fixture.registry).compose(request)
        }
    }

    /// The text below the front matter.
    private func body(_ composition: Composer.Composition) -> String {
        let text = String(decoding: composition.bytes, as: UTF8.self)
        let parts = text.split(separator: "---\n", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 ? String(parts[2]) : text
    }

    @Test func keepsTheOrderAndGivesLevelsWithoutAJump() async throws {
        try fixture.write("# A\n\n#### Deep ####\n\none\n\n###### Deeper\n\ntwo\n", to: "\(fixture.tree)/docs/a.md")
        try fixture.write("Under\nlined #\n====\n\nthree", to: "\(fixture.tree)/docs/b.md")
        try await fixture.ingest()
        let composition = try await compose(["tree/docs/b.md#under-lined", "tree/docs/a.md#a/deep"]) {
            $0.title = "New"
            $0.includesSubsections = true
        }
        #expect(
            body(composition)
                == "\n# New\n\n## Under lined # #\n\nthree\n\n## Deep ####\n\none\n\n### Deeper\n\ntwo\n"
        )
        #expect(composition.sources == ["tree/docs/b.md#under-lined", "tree/docs/a.md#a/deep"])
    }

    @Test func takesWhatIsNestedOnlyWhereAskedTo() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        let own = try await compose(["tree/skills/brew/SKILL.md#brew"])
        #expect(body(own) == "\n# Brew\n\nOne.\n")
        let all = try await compose(["tree/skills/brew/SKILL.md#brew"]) { $0.includesSubsections = true }
        #expect(body(all) == "\n# Brew\n\nOne.\n\n## Steep\n\nTwo.\n\n## Pour\n\nThree.\n")
    }

    @Test func theFrontMatterIsTrueAndQuoted() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        let composition = try await compose(["tree/skills/brew/SKILL.md#brew/steep"]) {
            $0.title = "Say: \"yes\" #1"
            $0.description = "a: b\nname: other"
        }
        let text = String(decoding: composition.bytes, as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[1] == "name: \"say-yes-1\"")
        #expect(lines[2] == "description: \"a: b\\nname: other\"")
        #expect(lines[4].hasPrefix("  composed-from-1: \"tree/skills/brew/SKILL.md#brew/steep sha256-128:"))
        for word in ["version", "created", "allowed-tools", "author"] { #expect(!text.contains(word)) }
    }

    @Test func piecesOfScriptsComeBetweenFences() async throws {
        try fixture.write(
            "import os\n\n\ndef steep():\n    \"\"\"Uses ``` here.\"\"\"\n    return 3\n",
            to: "\(fixture.tree)/scripts/tea.py"
        )
        try await fixture.ingest()
        let composition = try await compose(["tree/scripts/tea.py#steep"]) { $0.title = "Tea" }
        #expect(
            body(composition).contains("````py\ndef steep():\n    \"\"\"Uses ``` here.\"\"\"\n    return 3\n````\n")
        )
    }

    @Test func refusesWhatWouldSwallowTheNextSection() async throws {
        try fixture.write("# A\n\n```\nopen\n", to: "\(fixture.tree)/docs/a.md")
        try fixture.write("# B\n\ntext\n", to: "\(fixture.tree)/docs/b.md")
        try await fixture.ingest()
        await #expect(throws: SkillSplitError.self) {
            try await compose(["tree/docs/a.md#a", "tree/docs/b.md#b"]) { $0.title = "Both" }
        }
    }

    @Test(arguments: [
        [], ["tree/docs/a.md"], ["tree/docs/a.md#a", "tree/docs/a.md#a"], ["tree/docs/a.md#nope"], ["999999"],
    ])
    func refusesSectionsThatAreNotThereOrNamedTwice(_ sections: [String]) async throws {
        try fixture.write("# A\n\ntext\n", to: "\(fixture.tree)/docs/a.md")
        try await fixture.ingest()
        await #expect(throws: SkillSplitError.self) { try await compose(sections) }
    }

    @Test func aTitleThatSpeaksOfAPluginMakesASkillAllTheSame() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        let composition = try await compose(["tree/skills/brew/SKILL.md#brew"]) { $0.title = "My plugin hooks" }
        #expect(body(composition).hasPrefix("\n# My plugin hooks\n"))
    }

    @Test func aFileThatIsThereStays() throws {
        let path = fixture.target("SKILL.md")
        let home = Array(fixture.home.utf8)
        try fixture.write("mine", to: path)
        #expect(throws: SkillSplitError.self) {
            try NewFile.write(Array("new".utf8), to: Array(path.utf8), home: home, replaces: false)
        }
        #expect(try fixture.read(path) == "mine")
        _ = try NewFile.write(Array("new".utf8), to: Array(path.utf8), home: home, replaces: true)
        #expect(try fixture.read(path) == "new")
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path + "/out") == ["SKILL.md"])
    }
}
