/// The plugins of a run: an immutable value, passed down.
public struct PluginRegistry: Sendable {
    /// In the order of the list.
    public let registrations: [PluginRegistration]
    public let parsers: [RegisteredParser]

    /// Makes a registry and its parsers.
    ///
    /// - Parameters:
    ///   - registrations: The plugins; on equal claims the later one wins.
    ///   - options: The options of each parser, by its id.
    /// - Throws: ``SkillSplitError`` when two plugins have one id, an id is not well-formed, or an option is unknown.
    public init(
        _ registrations: [PluginRegistration],
        options: [String: OptionValues] = [:]
    ) throws(SkillSplitError) {
        var seen: Set<String> = []
        var parsers: [RegisteredParser] = []
        for registration in registrations {
            try Self.check(registration.manifest, seen: &seen)
            guard case .parser(_, let make) = registration.role else { continue }
            let given = options[registration.manifest.id] ?? OptionValues()
            var values = given
            let plugin = try make(&values)
            try Self.refuse(values.remaining, of: registration)
            parsers.append(
                RegisteredParser(plugin: plugin, manifest: registration.manifest, options: given.canonicalText)
            )
        }
        self.init(registrations: registrations, parsers: parsers)
    }

    private init(registrations: [PluginRegistration], parsers: [RegisteredParser]) {
        self.registrations = registrations
        // FNV-1a, 64 bits: a fingerprint to compare, not a secret.
        var fingerprint: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in parsers.map(\.manifest.id).joined(separator: ",").utf8 {
            fingerprint = (fingerprint ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        let among = String(fingerprint, radix: 16)
        self.parsers = parsers.map { $0.chosen(among: among) }
    }

    /// The component markers of every parser, with the kind of component that each makes.
    public var markers: [(kind: ComponentKind, marker: ComponentMarker)] {
        parsers.flatMap { parser in
            parser.manifest.componentMarkers.compactMap { marker in
                parser.manifest.kind.map { ($0, marker) }
            }
        }
    }

    /// The parser with the strongest claim; `nil` where none claims the file.
    public func parser(for probe: Probe) -> RegisteredParser? {
        var best: RegisteredParser?
        var strongest = Claim.none
        for parser in parsers {
            let claim = parser.plugin.claim(probe)
            if claim != .none, claim >= strongest {
                strongest = claim
                best = parser
            }
        }
        return best
    }

    /// The registry with the parsers called `ids` only; sinks stay.
    ///
    /// - Throws: ``SkillSplitError`` with the code `not-found` for an id that no parser has.
    public func selecting(parsers ids: [String]) throws(SkillSplitError) -> PluginRegistry {
        for id in ids where !parsers.contains(where: { $0.manifest.id == id }) {
            throw .unknownPlugin(id, known: parsers.map(\.manifest.id), what: "parser")
        }
        return PluginRegistry(registrations: registrations, parsers: parsers.filter { ids.contains($0.manifest.id) })
    }

    /// The sink that `url` names, such as `sqlite:library.db` or `files:out?overwrite=true`.
    ///
    /// - Throws: ``SkillSplitError`` when the scheme or an option is unknown, or the sink refuses its location.
    public func sink(at url: SinkURL) throws(SkillSplitError) -> any SinkPlugin {
        for registration in registrations where registration.manifest.id == url.scheme {
            guard case .sink(let make) = registration.role else { continue }
            var values = OptionValues(url.options)
            let sink = try make(url.location, &values)
            try Self.refuse(values.remaining, of: registration)
            return sink
        }
        let known = registrations.filter { !$0.isParser }.map { "\($0.manifest.id):" }
        throw .unknownPlugin(url.scheme, known: known, what: "sink")
    }

    /// The store of another program in the file at `path`; `nil` where no plugin knows it for one.
    public func foreignStore(at path: String) throws(SkillSplitError) -> (any ForeignStore)? {
        for registration in registrations {
            if let store = try registration.foreignStore(path) { return store }
        }
        return nil
    }

    private static func check(_ manifest: PluginManifest, seen: inout Set<String>) throws(SkillSplitError) {
        let isWellFormed =
            !manifest.id.isEmpty
            && manifest.id.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            }
        guard isWellFormed else {
            throw SkillSplitError(
                .invalidPlugin,
                "'\(manifest.id)' is not a plugin id",
                remedy: "Use lower-case letters, digits and hyphens."
            )
        }
        guard seen.insert(manifest.id).inserted else {
            throw SkillSplitError(
                .invalidPlugin,
                "two plugins have the id '\(manifest.id)'",
                remedy: "Rename one of them, or take one out of the list of plugins."
            )
        }
    }

    private static func refuse(_ names: [String], of registration: PluginRegistration) throws(SkillSplitError) {
        guard let name = names.first else { return }
        let known = registration.optionHelp.map(\.name)
        throw SkillSplitError(
            .usage,
            "plugin '\(registration.manifest.id)' has no option '\(name)'",
            remedy: known.isEmpty ? "It has no options." : "Known options: \(known.joined(separator: ", "))."
        )
    }
}

/// A parser with its manifest and the options that it was made with.
public struct RegisteredParser: Sendable {
    public let plugin: any ParserPlugin
    public let manifest: PluginManifest
    /// What the change cache compares.
    public let identity: ParserIdentity

    fileprivate let options: String

    fileprivate init(plugin: any ParserPlugin, manifest: PluginManifest, options: String) {
        self.plugin = plugin
        self.manifest = manifest
        self.options = options
        identity = ParserIdentity(id: manifest.id, version: manifest.version, options: options)
    }

    private init(_ parser: RegisteredParser, identity: ParserIdentity) {
        plugin = parser.plugin
        manifest = parser.manifest
        options = parser.options
        self.identity = identity
    }

    /// The parser with its rivals in its identity: another set of parsers might have chosen another one.
    fileprivate func chosen(among rivals: String) -> RegisteredParser {
        let among = "among=\(rivals)"
        return RegisteredParser(
            self,
            identity: ParserIdentity(
                id: manifest.id,
                version: manifest.version,
                options: options.isEmpty ? among : "\(options)&\(among)"
            )
        )
    }
}

extension SkillSplitError {
    fileprivate static func unknownPlugin(_ id: String, known: [String], what: String) -> Self {
        let nearest = known.min { EditDistance.between(id, $0) < EditDistance.between(id, $1) }
        let suggestion = nearest.flatMap { EditDistance.between(id, $0) <= 2 ? "Did you mean '\($0)'? " : nil } ?? ""
        return SkillSplitError(
            .notFound,
            "no \(what) called '\(id)'",
            remedy: "\(suggestion)Known \(what)s: \(known.joined(separator: ", "))."
        )
    }
}

extension OptionValues {
    /// The given pairs, sorted, for comparison.
    fileprivate var canonicalText: String {
        var copy = self
        return remaining.map { "\($0)=\(copy.text($0) ?? "")" }.joined(separator: "&")
    }
}
