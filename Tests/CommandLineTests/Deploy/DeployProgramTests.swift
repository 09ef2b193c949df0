import Foundation
import SkillSplitTesting
import Testing

/// The commands as a user runs them.
@Suite struct DeployProgramTests {
    private let program: BuiltProgram
    private var skill: String { "\(program.home.path)/.claude/skills/brew-tea" }

    init() throws {
        program = try BuiltProgram()
        #expect(try program.run("ingest", BuiltProgram.examples).status == 0)
    }

    private func append(_ text: String, to path: String) throws {
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    @Test func deploysShowsAndBringsBack() throws {
        let checkout = try program.run("checkout", "brew-tea")
        #expect(checkout.status == 0)
        #expect(checkout.lines == [Substring(skill)])
        try append("Pour at once.\n", to: "\(skill)/SKILL.md")
        let status = try program.run("status")
        #expect(status.status == 0)
        #expect(status.lines.contains { $0.hasPrefix("edited ") })
        #expect(try program.run("diff", "library/.claude/skills/brew-tea", skill).status == 2)
        let refused = try program.run("checkout", "brew-tea")
        #expect(refused.status == 1)
        #expect(refused.error.contains("checkin") && refused.error.contains("--force"))
        // The same place, written in another way.
        let checkin = try program.run(
            "checkin",
            "\(program.home.path)/./.claude/../.claude/skills/brew-tea/",
            "--remove"
        )
        #expect(checkin.status == 0)
        #expect(checkin.lines == ["*  library/.claude/skills/brew-tea/SKILL.md"])
        #expect(!FileManager.default.fileExists(atPath: skill))
        #expect(try program.run("get", "library/.claude/skills/brew-tea/SKILL.md").text.contains("Pour at once."))
        #expect(try program.run("verify").status == 0)
        #expect(try program.run("fsck").status == 0)
    }

    @Test func aPluginIsSwitchedOnAndOff() throws {
        let settings = "\(program.home.path)/.claude/settings.json"
        #expect(try program.run("checkout", "tea-house", "--enable").status == 0)
        let text = String(decoding: try #require(FileManager.default.contents(atPath: settings)), as: UTF8.self)
        #expect(text.contains("\"tea-house@tea-house-plugins\": true"))
        #expect(try program.run("checkin", ".claude/plugins/tea-house", "--remove").status == 0)
        #expect(!FileManager.default.fileExists(atPath: settings))
    }

    @Test func composesIntoAFileOnce() throws {
        let sections = "library/.claude/skills/brew-tea/SKILL.md#brew-tea/steep"
        let arguments = ["compose", "--sections", sections, "--output", "new/SKILL.md", "--title", "Steeping"]
        #expect(try program.run(arguments).status == 0)
        #expect(try program.run(arguments).status == 1)
        #expect(try program.run("parse", "new/SKILL.md").text.contains("Steeping"))
    }

    @Test(arguments: [
        ["status"], ["stats"], ["checkout", "brew-tea"], ["diff", "library/CLAUDE.md", "library/CLAUDE.md"],
    ])
    func printsNothingButJSONWhenAsked(_ arguments: [String]) throws {
        let result = try program.run(arguments + ["--json"])
        #expect(result.status == 0)
        #expect(throws: Never.self) { try result.json }
        #expect(result.error.isEmpty)
    }

    @Test func saysWhenACheckoutIsMissing() throws {
        try program.run("checkout", "brew-tea")
        try FileManager.default.removeItem(atPath: skill)
        let status = try program.run("status")
        #expect(status.status == 2)
        #expect(status.text.contains("missing"))
        #expect(try program.run("checkin", skill).status == 1)
    }
}
