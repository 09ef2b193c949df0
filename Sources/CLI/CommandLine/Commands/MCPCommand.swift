import ArgumentParser
import SkillSplitHost
import SkillSplitMCP

struct MCPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcp",
        abstract: "Serve the library to agents over the Model Context Protocol.",
        discussion: """
            Speaks revision 2026-07-28 and the four before it on standard input and output, until the input ends. The
            library is opened with the first request that needs it.

            EXAMPLES
              claude mcp add skill-split -- skill-split mcp
              skill-split mcp --library sqlite:team.db --budget 4000
            """
    )

    @Option(
        help: ArgumentHelp(
            "How long an answer may be, at four bytes of JSON to a token; at least \(Budget.smallest).",
            valueName: "tokens"
        )
    )
    var budget = Budget.standard

    @OptionGroup var library: LibraryOptions

    func validate() throws {
        guard budget >= Budget.smallest else {
            throw ValidationError("--budget is at least \(Budget.smallest) tokens.")
        }
    }

    func run() async throws {
        let url = try await library.url()
        let plugins = SkillSplit.plugins
        let access = LibraryAccess { () throws(SkillSplitError) in
            try await LibraryOptions.open(url, plugins: plugins)
        }
        let server = MCPServer(
            version: Version.text,
            library: access,
            kinds: Array(KnownKinds.all),
            budget: Budget(tokens: budget)
        )
        await StandardTransport(server).run()
        await access.close()
    }
}
