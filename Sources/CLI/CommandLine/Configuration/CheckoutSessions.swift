import SkillSplitEngine
import SkillSplitHost

/// A library, and what remembers the checkouts of it on this machine.
struct CheckoutSessions {
    let library: any LibrarySession
    let deployer: Deployer

    /// What remembers the checkouts, where the library does not.
    private let store: (any CheckoutStore)?

    /// Opens both: a library that several machines share remembers no paths of one, so the local one does.
    init(
        _ options: LibraryOptions,
        writesLibrary: Bool,
        secrets: SecretPolicy = SecretPolicy()
    ) async throws(SkillSplitError) {
        let url = try await options.url()
        try await self.init(url, plugins: SkillSplit.plugins, writesLibrary: writesLibrary, secrets: secrets)
    }

    /// Opens both, for what outlives the command's task.
    init(
        _ url: SinkURL,
        plugins: [PluginRegistration],
        writesLibrary: Bool,
        secrets: SecretPolicy = SecretPolicy()
    ) async throws(SkillSplitError) {
        let registry = try PluginRegistry(plugins)
        // A library that remembers checkouts is written to in any case.
        let purpose: SinkContext.Purpose = writesLibrary || url.scheme == "sqlite" ? .write : .read
        let session = try await LibraryOptions.open(url, plugins: plugins, purpose)
        let own = session as? any CheckoutStore
        store = own == nil ? try await Self.openLocal(registry) : nil
        library = session
        guard let remembering = own ?? store else { throw .noCheckouts(url) }
        let address = (session as? any AddressedLibrary)?.address ?? "\(url.scheme):\(url.location)"
        deployer = Deployer(
            library: session,
            store: remembering,
            home: Array(SettingsFile.home.utf8),
            registry: registry,
            address: own == nil ? address : nil,
            secrets: secrets
        )
    }

    /// The library of this machine.
    private static func openLocal(_ registry: PluginRegistry) async throws(SkillSplitError) -> (any CheckoutStore)? {
        let local = try SinkURL("sqlite:\(SettingsFile.defaultLibrary)")
        return try await registry.sink(at: local).open(SinkContext(purpose: .write)) as? any CheckoutStore
    }

    func finish() async throws(SkillSplitError) {
        try await library.finish()
        try await store?.finish()
    }
}

extension SkillSplitError {
    fileprivate static func noCheckouts(_ url: SinkURL) -> Self {
        SkillSplitError(
            .usage,
            "nothing can remember the checkouts of '\(url)'",
            remedy: "Use a skill-split with the plugin 'sqlite'."
        )
    }
}
