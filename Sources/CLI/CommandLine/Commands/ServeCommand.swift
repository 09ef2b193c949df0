import ArgumentParser
import SkillSplitHost
import SkillSplitWeb

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Show a library in the browser, as it is at the moment.",
        discussion: """
            The pages are those of 'export --to html:FOLDER'; the search is the library's own. Only this machine can
            reach the server, and only what its own pages ask is answered. It ends on Ctrl-C.

            EXAMPLES
              skill-split serve
              skill-split serve --port 0 --library team.db
              skill-split serve --host 0.0.0.0 --allow-host library.example
            """
    )

    @Option(help: ArgumentHelp("The port; 0 takes one that is free.", valueName: "number"))
    var port = 8420

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("A name that browsers may call the server by; may be repeated.", valueName: "name"))
    var allowHost: [String] = []

    @OptionGroup var site: SiteOptions
    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
    }

    func run() async throws {
        let session = try await library.open()
        let registry = try PluginRegistry(SkillSplit.plugins)
        let url = try site.applied(to: SinkURL("html:live"))
        guard let sink = try registry.sink(at: url) as? any LiveSiteSink else {
            throw SkillSplitError(
                .invalidPlugin,
                "the plugin 'html' has no live site",
                remedy: "Use a version of it that has one."
            )
        }
        let routes = SiteRoutes(try sink.site(of: session))
        let isJSON = output.json
        try await LocalServer(host: host, port: port, allowedHosts: allowHost).run({ routes.add(to: $0) }) { url in
            if isJSON {
                Output.json(.object([MetadataField("url", .string(url))]))
            } else {
                Output.line("Serving the library at \(url)")
            }
        }
        try await session.finish()
    }
}
