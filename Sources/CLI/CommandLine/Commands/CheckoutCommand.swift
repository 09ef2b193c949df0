import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct CheckoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkout",
        abstract: "Deploy a component with all its files, modes and links.",
        discussion: """
            All of it or nothing. What skill-split did not write, or what was edited since, is not replaced.

            EXAMPLES
              skill-split checkout pdf                           a component by its name, to the place of its kind
              skill-split checkout claude/skills/pdf ./pdf       by its path, to a place of one's own
              skill-split checkout claude/agents/tea.md agents/  a file, into a folder
              skill-split checkout claude/CLAUDE.md#style style.md
              skill-split checkout lint-kit --enable             a plugin, switched on in ~/.claude/settings.json
            """
    )

    @Argument(help: "A path of the library, or the name of a component.")
    var component: String

    @Argument(help: "Where to; into a folder where it ends with '/'. Default: the place of the component's kind.")
    var target: String?

    @Option(help: ArgumentHelp("Deploy one section of a file, with what is nested in it.", valueName: "address"))
    var section: String?

    @Flag(help: "Leave the heading lines of Markdown out; edits cannot come back then.")
    var stripHeadings = false

    @Flag(help: "Replace what stands there, and keep it beside as a backup.")
    var force = false

    @Option(help: ArgumentHelp("Who deploys it, for the list of checkouts.", valueName: "name"))
    var user: String?

    @OptionGroup(title: "Plugins") var enabling: EnableOptions
    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let sessions = try await CheckoutSessions(library, writesLibrary: false)
        let source = try await CheckoutSource.find(
            component,
            section: section,
            stripsHeadings: stripHeadings,
            in: sessions.library
        )
        var request = Deployer.Request(source: source, target: target.map { Array($0.utf8) })
        request.isForced = force
        request.user = user ?? Environment["USER"] ?? ""
        request.enabling = try await enabling.plugin(of: source, in: sessions.library)
        let outcome = try await sessions.deployer.checkOut(request)
        try await sessions.finish()
        if output.json {
            Output.json(Self.json(outcome))
        } else {
            Output.line(PathText.display(outcome.checkout.target))
            if let backup = outcome.backup { Output.note("what was there is kept at \(PathText.display(backup))") }
            let count = outcome.checkout.files.count
            Output.note(
                "\(Output.counted(count, "file")) of \(outcome.checkout.source.path)"
                    + (outcome.isUnchanged ? ", there already" : "")
            )
        }
    }

    private static func json(_ outcome: Deployer.Outcome) -> MetadataValue {
        .object(
            outcome.checkout.jsonFields + [
                MetadataField("backup", .optional(outcome.backup.map(PathText.display))),
                MetadataField("unchanged", .bool(outcome.isUnchanged)),
            ]
        )
    }
}

/// How a plugin is switched on.
struct EnableOptions: ParsableArguments {
    @Flag(help: "Switch the plugin on in a settings file; 'checkin --remove' takes that back.")
    var enable = false

    @Option(help: ArgumentHelp("The marketplace that the plugin is switched on as part of.", valueName: "name"))
    var marketplace: String?

    @Option(help: ArgumentHelp("The settings file.", valueName: "path"))
    var settings: String = "~/.claude/settings.json"

    /// The settings file and the plugin's name there; `nil` where nothing is to be switched on.
    func plugin(
        of source: CheckoutSource,
        in library: any LibrarySession
    ) async throws(SkillSplitError) -> (settings: [UInt8], plugin: String)? {
        guard enable else { return nil }
        let name = try await PluginName(of: source.path, marketplace: marketplace, in: library)
        return (Array(settings.utf8), name.text)
    }
}
