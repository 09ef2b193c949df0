import Foundation
import Testing

@Suite struct HelpTests {
    /// The names of all commands, out of the description that the program gives of itself.
    static let commands: [String] = {
        struct Description: Decodable {
            struct Command: Decodable {
                let commandName: String
                let subcommands: [Command]?
            }
            let command: Command
        }
        guard
            let result = try? BuiltProgram().run("--experimental-dump-help"),
            let description = try? JSONDecoder().decode(Description.self, from: result.output)
        else { return [] }
        return (description.command.subcommands ?? []).map(\.commandName).filter { $0 != "help" }
    }()

    @Test func namesTheCommandsThatTheReadmeNames() {
        #expect(
            Set(Self.commands).isSuperset(of: ["ingest", "search", "get", "next", "tree", "list", "verify", "fsck"])
        )
    }

    @Test(arguments: commands)
    func showsExamplesOnStandardOutput(command: String) throws {
        let result = try BuiltProgram().run(command, "--help")
        #expect(result.status == 0)
        #expect(result.error.isEmpty)
        #expect(result.text.contains("EXAMPLES\n"))
        #expect(result.text.contains("  skill-split \(command)"))
    }

    @Test func listsTheExitStatuses() throws {
        let text = try BuiltProgram().run("--help").text
        for status in ["0 ", "1 ", "2 ", "64 "] { #expect(text.contains("\n  \(status)")) }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completesEveryCommand(shell: String) throws {
        let result = try BuiltProgram().run("--generate-completion-script", shell)
        #expect(result.status == 0)
        for command in Self.commands { #expect(result.text.contains(command)) }
    }

    @Test(
        arguments: [
            ["serach", "x"], ["search"], ["ingest"], ["search", "x", "--limit", "many"], ["list", "--kind", "no"],
        ]
    )
    func refusesWrongArgumentsWithStatus64(arguments: [String]) throws {
        let program = try BuiltProgram()
        try program.run("ingest", BuiltProgram.examples)
        let result = try program.run(arguments)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(!result.error.isEmpty)
    }
}
