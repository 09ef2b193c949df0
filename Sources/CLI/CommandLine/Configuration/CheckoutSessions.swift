import SkillSplitEngine
import SkillSplitHost

/// A library, and what remembers the checkouts of it on this machine.
struct CheckoutSessions {
    let library: any LibrarySession
    let deployer: Deployer
    /// The library's URL where another one remembers its checkouts.
    let url: String?

    private let store: any CheckoutStore

    /// Opens both: a library that several machines share remembers no paths of one, so the local one does.
    init(_ options: LibraryOptions, writesLibrary: Bool) async throws(SkillSplitError) {
        let url = try await options.url()
        try await self.init(url, plugins: SkillSplit.plugins, writesLibrary: writesLibrary)
    }

    /// Opens both, for what outlives the command's task.
    init(_ url: SinkURL, plugins: [PluginRegistration], writesLibrary: Bool) async throws(SkillSplitError) {
        let registry = try PluginRegistry(plugins)
        // A library that remembers checkouts is written to in any case.
        let purpose: SinkContext.Purpose = writesLibrary || url.scheme == "sqlite" ? .write : .read
        let session = try await LibraryOptions.open(url, plugins: plugins, purpose)
        if let own = session as? any CheckoutStore {
            store = own
            self.url = nil
        } else {
            let local = try SinkURL("sqlite:\(SettingsFile.defaultLibrary)")
            let opened = try await registry.sink(at: local).open(SinkContext(purpose: .write))
            guard let other = opened as? any CheckoutStore else {
                throw SkillSplitError(
                    .usage,
                    "'\(local)' cannot remember checkouts",
                    remedy: "Use the skill-split with the plugin 'sqlite'."
                )
            }
            store = other
            self.url = "\(url.scheme):\(url.location)"
        }
        library = session
        deployer = Deployer(
            library: session,
            store: store,
            home: Array(SettingsFile.home.utf8),
            registry: registry
        )
    }

    func finish() async throws(SkillSplitError) {
        try await library.finish()
        if url != nil { try await store.finish() }
    }
}
