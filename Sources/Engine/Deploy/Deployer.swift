public import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Deploys files of a library, and knows how they are now.
public struct Deployer: Sendable {
    /// A checkout to make.
    public struct Request: Sendable {
        public var source: CheckoutSource
        /// As the user wrote it; `nil` for the place of the component's kind.
        public var target: [UInt8]?
        /// Whether what stands at the target is replaced whatever it is, and kept beside it.
        public var isForced = false
        public var user = ""
        /// For plugins: where it is to be enabled, and under which name.
        public var enabling: (settings: [UInt8], plugin: String)?

        public init(source: CheckoutSource, target: [UInt8]? = nil) {
            self.source = source
            self.target = target
        }
    }

    /// What became of a request.
    public struct Outcome: Sendable {
        public let checkout: Checkout
        /// Where what stood at the target before is kept.
        public let backup: [UInt8]?
        /// Whether the files stood there already.
        public let isUnchanged: Bool
    }

    let library: any LibrarySession
    let store: any CheckoutStore
    let home: [UInt8]
    let address: String?
    let registry: PluginRegistry
    let placer: Placer
    let merge: CheckoutMerge
    /// Looks at what a checkin brings into a library that others can read; `nil` for other libraries.
    let scanner: SecretScanner?

    /// - Parameters:
    ///   - library: Where files come from.
    ///   - store: What remembers them; mostly the same library.
    ///   - home: The user's folder, which `~` stands for.
    ///   - registry: The parsers that read what was edited.
    ///   - address: What checkouts of the library are known by where another one remembers them.
    ///   - secrets: Which credentials a checkin may bring into a library that others can read.
    public init(
        library: any LibrarySession,
        store: any CheckoutStore,
        home: [UInt8],
        registry: PluginRegistry,
        address: String? = nil,
        secrets: SecretPolicy = SecretPolicy()
    ) {
        self.library = library
        self.store = store
        self.home = home
        self.address = address
        self.registry = registry
        placer = Placer(store: store)
        merge = CheckoutMerge(registry: registry, library: library)
        scanner = SecretScanner(for: library, policy: secrets)
    }

    /// Deploys what `request` names: all of it, or nothing.
    ///
    /// - Throws: ``SkillSplitError`` with the code `conflict` where the target holds what skill-split did not write, or
    ///   what was edited since; the target is as it was then.
    public func checkOut(_ request: Request) async throws(SkillSplitError) -> Outcome {
        let deployment = try await Deployment(request.source, in: library)
        let target = try await self.target(of: deployment, request.target)
        let standing = try await placer.settle()
        let old = standing.first { $0.target == target }
        if let other = standing.first(where: { $0.target != target && target.overlaps($0.target) }) {
            throw .overlaps(target, other)
        }
        let files = try await deployment.deployedFiles()
        let checkout = Checkout(
            id: .random(),
            source: request.source,
            kind: deployment.kind,
            library: address,
            target: target,
            user: request.user,
            startedAt: Int64(time(nil)),
            files: files.map(\.checkedOut),
            settings: try settings(for: request, deployment.kind, old)
        )
        // A folder that is someone's is not read through.
        let isForeign = old == nil && !request.isForced
        let scan = try await TargetScan(target, onlyWith: isForeign ? Set(checkout.states.keys) : nil)
        if scan.shape != .nothing, scan.holds(exactly: checkout.states) {
            try await adopt(checkout, old)
            return Outcome(checkout: checkout, backup: nil, isUnchanged: true)
        }
        let isOurs = scan.shape == .nothing || old.map { scan.holds(exactly: $0.states) } ?? false
        guard isOurs || request.isForced else { throw .notOurs(target, old, scan) }
        let backup = try await placer.place(
            checkout,
            files,
            replacing: Placer.Replaced(scan: scan, isKept: !isOurs),
            of: old
        )
        return Outcome(checkout: checkout, backup: backup, isUnchanged: false)
    }

    /// Remembers files that stand there already.
    func adopt(_ checkout: Checkout, _ old: Checkout?) async throws(SkillSplitError) {
        var checkout = checkout
        if let settings = checkout.settings, settings != old?.settings {
            checkout.settings = try SettingsFile.apply(settings)
        }
        try await store.put(checkout)
        if let old { try await store.end(old.id) }
        try await store.commit()
    }

    private func settings(
        for request: Request,
        _ kind: ComponentKind,
        _ old: Checkout?
    ) throws(SkillSplitError) -> SettingsEdit? {
        guard let (path, plugin) = request.enabling else { return old?.settings }
        guard kind == .plugin else {
            throw SkillSplitError(
                .usage,
                "'\(request.source.path)' is no plugin, so it cannot be enabled",
                remedy: "Leave out --enable."
            )
        }
        if let settings = old?.settings, settings.plugin == plugin { return settings }
        return try SettingsFile.edit(enabling: plugin, in: try TargetPath.resolve(path, home: home))
    }

    private func target(of deployment: Deployment, _ given: [UInt8]?) async throws(SkillSplitError) -> [UInt8] {
        if let given {
            var path = given
            let place = try TargetPath.resolve(path, home: home)
            let isPlainFolder = !deployment.isFolder && Exchange.type(of: place) == .folder
            if given.last == .slash || isPlainFolder { path += [.slash] + deployment.name }
            return try TargetPath.resolve(path, home: home)
        }
        guard deployment.isComponent, let folder = try await store.deploymentPath(of: deployment.kind) else {
            throw SkillSplitError(
                .usage,
                deployment.isComponent
                    ? "no folder is known for components of the kind '\(deployment.kind.rawValue)'"
                    : "'\(deployment.source.path)' is no component, so it has no place of its own",
                remedy: "Name the target."
            )
        }
        let below = deployment.path(below: folder)
        return try TargetPath.resolve(Array(folder.utf8) + [.slash] + below, home: home)
    }
}

extension Checkout.ID {
    /// Sixteen hexadecimal digits.
    static func random() -> Checkout.ID {
        let text = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        return Checkout.ID(rawValue: String(repeating: "0", count: 16 - text.count) + text)
    }
}

extension [UInt8] {
    /// Whether one of two absolute paths lies inside the other.
    fileprivate func overlaps(_ other: [UInt8]) -> Bool {
        starts(with: other + [.slash]) || other.starts(with: self + [.slash])
    }
}

extension SkillSplitError {
    fileprivate static func overlaps(_ target: [UInt8], _ other: Checkout) -> Self {
        SkillSplitError(
            .conflict,
            "'\(PathText.display(target))' and the checkout at '\(PathText.display(other.target))' lie inside each other",
            remedy: "Check out elsewhere, or end the other checkout with 'skill-split checkin --remove'."
        )
    }

    fileprivate static func notOurs(_ target: [UInt8], _ old: Checkout?, _ scan: TargetScan) -> Self {
        guard let old else {
            return SkillSplitError(
                .conflict,
                "'\(PathText.display(target))' was not written by skill-split",
                remedy: "Check out to another place, or replace it with --force, which keeps a backup."
            )
        }
        let states = old.states
        let first = Set(scan.states.keys).union(states.keys).sorted { $0.lexicographicallyPrecedes($1) }
            .first { scan.states[$0] != states[$0] }
        let name = PathText.display(target + (first.map { $0.isEmpty ? [] : [.slash] + $0 } ?? []))
        return SkillSplitError(
            .conflict,
            "'\(name)' was edited since it was checked out",
            remedy: "Bring the edits into the library with 'skill-split checkin', or replace them with --force, which "
                + "keeps a backup."
        )
    }
}
