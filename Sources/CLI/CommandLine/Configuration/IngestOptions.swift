import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

/// What `ingest` and `watch` take, and where to.
struct IngestOptions: ParsableArguments {
    @Argument(help: "Files or folders.")
    var paths: [String]

    @Option(help: ArgumentHelp("A sink; may be repeated. Default: the library.", valueName: "url"))
    var to: [String] = []

    @Option(help: ArgumentHelp("Use these parsers only.", valueName: "id,…"))
    var plugin: [String] = []

    @Option(help: ArgumentHelp("Take only files of these kinds.", valueName: "kind,…"))
    var kind: [String] = []

    @Option(help: ArgumentHelp("The collection of every root.", valueName: "name"))
    var collection: String?

    @Option(
        help: ArgumentHelp(
            "Send the files that a rule names to a sink of their own; may be repeated.",
            discussion: "A rule is a kind, a collection or a glob over the path. Other files go to --to.",
            valueName: "rule=url"
        )
    )
    var route: [String] = []

    @OptionGroup(title: "What is left out") var selection: SelectionOptions
    @OptionGroup var secrets: SecretOptions

    @OptionGroup(title: "Documentation sites") var site: SiteOptions

    @Flag(help: "Take files out of the library that are gone or now left out.")
    var prune = false

    @Option(help: ArgumentHelp("How many files --prune may take out.", valueName: "n|p%"))
    var maxDelete = "50%"

    @Option(help: "How many files are parsed at once; the number of cores by default.")
    var jobs: Int?

    @Option(help: ArgumentHelp("How long a parser may take for one file.", valueName: "seconds"))
    var timeout = 30

    @Flag(
        inversion: .prefixedNo,
        help: "Go on without the files whose parser crashes or hangs; they are stored whole, with a diagnostic."
    )
    var isolation = true

    func validate() throws {
        guard (1...86_400).contains(timeout) else {
            throw ValidationError("--timeout is \(timeout); write seconds between 1 and 86400.")
        }
    }

    /// Guards the parsers of this process, unless that is not wanted.
    func isolate() -> ParserIsolation? {
        isolation ? ParserIsolation.install(timeout: timeout) : nil
    }

    /// The plugins, or those of them that were chosen.
    func registry() throws(SkillSplitError) -> PluginRegistry {
        let registry = try PluginRegistry(SkillSplit.plugins)
        return plugin.isEmpty ? registry : try registry.selecting(parsers: names(plugin))
    }

    func request() async throws(SkillSplitError) -> IngestRequest {
        let trustsFolder = !WorkingFolder.isInside(paths)
        let settings = try await Settings(trustsFolder: trustsFolder)
        var sinks = try to.map { url throws(SkillSplitError) in try site.applied(to: SinkURL(url)) }
        if sinks.isEmpty {
            sinks = [try SinkURL(settings.text("db") ?? "sqlite:\(SettingsFile.defaultLibrary)")]
        }
        var request = IngestRequest(
            sources: paths.map { IngestRequest.Source(path: $0, collection: collection) },
            sinks: sinks,
            jobs: jobs ?? Processors.count
        )
        let kinds = KnownKinds.all
        let routes = route.isEmpty ? settings.list("routes") : route
        request.routes = try routes.map { text throws(SkillSplitError) in try Route(text, kinds: kinds) }
        request.kinds = Set(try KnownKinds.resolve(kind))
        request.walk = selection.walk
        request.prune = try deletionLimit()
        request.secrets = secrets.policy(settings)
        request.trustsFolder = trustsFolder
        return request
    }

    /// The store of another program that is to be imported; `nil` where the paths are to be walked.
    func foreignStore(_ registry: PluginRegistry) throws(SkillSplitError) -> (any ForeignStore)? {
        for path in paths {
            guard let store = try registry.foreignStore(at: path) else { continue }
            guard paths.count == 1, !prune else {
                throw SkillSplitError(
                    .usage,
                    "'\(path)' is a database to import",
                    remedy: "Name it alone, and without --prune."
                )
            }
            return store
        }
        return nil
    }

    private func deletionLimit() throws(SkillSplitError) -> DeletionLimit? {
        guard prune else { return nil }
        guard let limit = DeletionLimit(maxDelete) else {
            throw SkillSplitError(
                .usage,
                "--max-delete is '\(maxDelete)'",
                remedy: "Write a number of files, or a percentage: 25 or 25%."
            )
        }
        return limit
    }

    private func names(_ values: [String]) -> [String] {
        values.flatMap { $0.split(separator: ",").map(String.init) }
    }
}

/// Which files of a tree are taken.
struct SelectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Take only what this glob names; may be repeated.", valueName: "glob"))
    var include: [String] = []

    @Option(help: ArgumentHelp("Leave out what this glob names; may be repeated.", valueName: "glob"))
    var exclude: [String] = []

    @Flag(inversion: .prefixedNo, help: "Leave out node_modules, caches, backups, archives and credentials.")
    var defaultExcludes = true

    @Option(help: ArgumentHelp("Leave out files larger than this.", valueName: "bytes"))
    var maxFileSize: Int64 = 100 << 20

    var walk: WalkOptions {
        var options = WalkOptions()
        options.includes = include
        options.excludes = exclude
        options.usesDefaultExcludes = defaultExcludes
        options.maxFileSize = maxFileSize
        return options
    }
}
