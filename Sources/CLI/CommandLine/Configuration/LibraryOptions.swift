import ArgumentParser
import SkillSplitHost

/// The library that a command reads.
struct LibraryOptions: ParsableArguments {
    @Option(
        name: [.customLong("library"), .customLong("db")],
        help: ArgumentHelp(
            "The library: sqlite:PATH, supabase:, or the path of a .db file.",
            discussion: "Default: SKILL_SPLIT_DB, .env, the configuration file, then ~/.local/share/skill-split.",
            valueName: "url"
        )
    )
    var library: String?

    init() {}

    /// The library that another option of a command names.
    init(library: String?) {
        self.library = library
    }

    /// The URL that the flag or the settings name.
    func url() async throws(SkillSplitError) -> SinkURL {
        try await Self.url(library)
    }

    private static func url(_ library: String?) async throws(SkillSplitError) -> SinkURL {
        if let library { return try SinkURL(library) }
        if let configured = try await Settings().text("db") { return try SinkURL(configured) }
        return try SinkURL("sqlite:\(SettingsFile.defaultLibrary)")
    }

    /// Opens the library.
    ///
    /// - Throws: ``SkillSplitError`` when it is missing, damaged, or a sink that cannot be read back.
    func open(_ purpose: SinkContext.Purpose = .read) async throws(SkillSplitError) -> any LibrarySession {
        try await Self.open(try await url(), plugins: SkillSplit.plugins, purpose)
    }

    /// Opens the library that `library` or the settings name, to read it.
    static func open(library: String?) async throws(SkillSplitError) -> any LibrarySession {
        try await open(try await url(library), plugins: SkillSplit.plugins)
    }

    /// Opens the library at `url` with one of `plugins`, for what outlives the command's task.
    static func open(
        _ url: SinkURL,
        plugins: [PluginRegistration],
        _ purpose: SinkContext.Purpose = .read
    ) async throws(SkillSplitError) -> any LibrarySession {
        let sink = try PluginRegistry(plugins).sink(at: url)
        let session = try await sink.open(SinkContext(purpose: purpose))
        guard let library = session as? any LibrarySession else {
            try await session.finish()
            throw SkillSplitError(
                .usage,
                "'\(url)' can be written but not read",
                remedy: "Name a library: sqlite:PATH or supabase:."
            )
        }
        return library
    }
}

extension LibraryOptions {
    /// Opens a library that can do more than others.
    ///
    /// - Throws: `lack` for one that cannot, beside what ``open(_:)`` throws.
    func open<Ability: Sendable>(
        _ purpose: SinkContext.Purpose = .read,
        as ability: Ability.Type,
        orThrow lack: (SinkURL) -> SkillSplitError
    ) async throws(SkillSplitError) -> Ability {
        let url = try await url()
        let session = try await Self.open(url, plugins: SkillSplit.plugins, purpose)
        if let able = session as? Ability { return able }
        try await session.finish()
        throw lack(url)
    }

    /// Opens a library that remembers what it agreed on with others.
    func openSyncBase(_ purpose: SinkContext.Purpose) async throws(SkillSplitError) -> any SyncBaseStore {
        try await open(purpose, as: (any SyncBaseStore).self) { url in
            SkillSplitError(
                .usage,
                "'\(url)' does not remember what it agreed on with others",
                remedy: "Name the library of this machine: --library sqlite:PATH."
            )
        }
    }
}

/// Flags of every command that prints data.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON.")
    var json = false
}

/// Which files of a library a command is about.
struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only files of this kind; may be repeated.", valueName: "kind"))
    var kind: [String] = []

    @Option(help: ArgumentHelp("Only files of this collection; may be repeated.", valueName: "name"))
    var collection: [String] = []

    func filter(prefix: DocumentPath? = nil) throws(SkillSplitError) -> FileFilter {
        FileFilter(
            kinds: try KnownKinds.resolve(kind),
            collections: collection,
            prefix: prefix
        )
    }
}

/// The kinds that the registered parsers make.
enum KnownKinds {
    static var all: Set<ComponentKind> { Set(SkillSplit.plugins.compactMap(\.manifest.kind)) }

    /// The kinds called `names`, which may be separated by commas; `output-style` is `output_style`.
    static func resolve(_ names: [String]) throws(SkillSplitError) -> [ComponentKind] {
        var kinds: [ComponentKind] = []
        for name in names.flatMap({ $0.split(separator: ",") }) {
            let kind = ComponentKind(rawValue: String(name.map { $0 == "-" ? "_" : $0 }))
            guard all.contains(kind) else {
                throw SkillSplitError(
                    .usage,
                    "no kind called '\(name)'",
                    remedy: "Known kinds: \(all.sorted().map(\.rawValue).joined(separator: ", "))."
                )
            }
            kinds.append(kind)
        }
        return kinds
    }
}
