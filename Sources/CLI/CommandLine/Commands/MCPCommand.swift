import ArgumentParser
import SkillSplitHost
import SkillSplitMCP
import SkillSplitWeb

struct MCPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcp",
        abstract: "Serve the library to agents over the Model Context Protocol.",
        discussion: """
            Speaks revision 2026-07-28 and the four before it on standard input and output, until the input ends; with
            --http at /mcp on 127.0.0.1, until Ctrl-C. The library is opened with the first request that needs it.

            EXAMPLES
              claude mcp add skill-split -- skill-split mcp
              skill-split mcp --library sqlite:team.db --budget 4000
              skill-split mcp --http --port 8421
            """
    )

    @Option(
        help: ArgumentHelp(
            "How long an answer may be, at four bytes of JSON to a token; at least \(Budget.smallest).",
            valueName: "tokens"
        )
    )
    var budget = Budget.standard

    @Flag(help: "Let agents check out components and compose new ones; not with --http, where any program may ask.")
    var allowWrite = false

    @Flag(help: "Serve HTTP on the loopback address instead of standard input and output.")
    var http = false

    @Option(help: ArgumentHelp("The port for --http; 0 takes one that is free.", valueName: "number"))
    var port = 8421

    @OptionGroup var library: LibraryOptions

    func validate() throws {
        guard budget >= Budget.smallest else {
            throw ValidationError("--budget is at least \(Budget.smallest) tokens.")
        }
        guard (0...65535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
        guard !http || !allowWrite else {
            throw ValidationError("--allow-write needs standard input and output: leave out --http.")
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
            budget: Budget(tokens: budget),
            workshop: allowWrite ? Workshop(library: url, plugins: plugins) : nil
        )
        if http {
            let routes = MCPRoutes(HTTPEndpoint(server))
            try await LocalServer(port: port).run({ routes.add(to: $0) }) { url in
                Output.line("Serving MCP at \(url)mcp")
            }
        } else {
            await StandardTransport(server).run()
        }
        await access.close()
    }
}
