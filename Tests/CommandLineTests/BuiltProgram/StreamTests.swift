import Foundation
import SkillSplitTesting
import Testing

@Suite struct StreamTests {
    private let program: BuiltProgram

    init() throws {
        program = try BuiltProgram()
        #expect(try program.run("ingest", BuiltProgram.examples).status == 0)
    }

    private static let address = "library/.claude/skills/brew-tea/SKILL.md#brew-tea"

    /// A run of each command that prints data.
    private static let readings = [
        ["search", "tea"], ["get", address], ["next", address, "--child"],
        ["tree", "library/.claude/skills/brew-tea/SKILL.md"],
        ["list"], ["list-library", "**/SKILL.md"], ["verify"], ["fsck"], ["duplicates"], ["digest"], ["plugins"],
        ["plugins", "skill"], ["parse", "\(BuiltProgram.examples)/.claude/skills/brew-tea/SKILL.md"],
        ["ingest", BuiltProgram.examples],
    ]

    @Test(arguments: readings)
    func printsNothingButJSONWhenAsked(arguments: [String]) throws {
        let result = try program.run(arguments + ["--json"])
        #expect(result.status == 0)
        #expect(throws: Never.self) { try result.json }
        #expect(result.error.isEmpty)
    }

    @Test func printsTheBytesOfASectionAndNothingElse() throws {
        let file = "\(BuiltProgram.examples)/.claude/skills/brew-tea/SKILL.md"
        let whole = try program.run("get", "library/.claude/skills/brew-tea/SKILL.md")
        #expect(whole.output == FileManager.default.contents(atPath: file))
        let section = try program.run("get", Self.address, "--subtree")
        #expect(whole.text.contains(section.text))
        #expect(section.text.hasPrefix("#"))
    }

    @Test func readsASectionByTheIdThatASearchPrints() throws {
        let hits = try #require(try program.run("search", "tea", "--json").json as? [String: Any])
        let first = try #require((hits["hits"] as? [[String: Any]])?.first)
        let id = try #require(first["id"] as? String)
        let address = try #require(first["address"] as? String)
        #expect(try program.run("get-section", id).output == program.run("get", address).output)
    }

    @Test func namesWhatIsMissingAndWhatToDo() throws {
        let result = try program.run("search", "tea", "--library", "sqlite:\(program.home.path)/none.db")
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.error.contains("\(program.home.path)/none.db"))
        #expect(result.error.contains("skill-split ingest"))
        #expect(!FileManager.default.fileExists(atPath: "\(program.home.path)/none.db"))
    }

    @Test(arguments: ["c++", "foo.bar", "a/b", "\"", "'", "(", "🍵", "*", "NEAR(", "AND", "-", "\u{0}x", "tea OR", ""])
    func takesAnyTextAsAQuery(query: String) throws {
        let result = try program.run("search", "--json", "--", query)
        #expect(result.status == 0 || (query.isEmpty && result.status == 64))
        #expect(!result.error.contains("fts5"))
    }

    @Test func verifyWritesNothing() throws {
        let before = try #require(FileManager.default.contents(atPath: program.library))
        #expect(try program.run("verify").status == 0)
        #expect(FileManager.default.contents(atPath: program.library) == before)
    }

    @Test func aReaderThatLeavesEndsTheProgramWithoutAWord() throws {
        let script = "\"$0\" list --json | head -c 1 >/dev/null; echo ${PIPESTATUS[0]}"
        let shell = try program.shell(script)
        #expect(shell.error.isEmpty)
        #expect(["0", "141"].contains(shell.lines.first ?? ""))
    }
}
