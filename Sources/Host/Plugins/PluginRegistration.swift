/// A plugin as an entry of the one list that registers plugins.
///
/// What only some commands ask for is found out when they ask: looking for a conformance goes through all of the program's,
/// and every start would pay for that.
public struct PluginRegistration: Sendable {
    public let manifest: PluginManifest
    let role: Role

    enum Role: Sendable {
        case parser(examples: @Sendable () -> [ParserExample], make: ParserFactory)
        case sink(make: SinkFactory)
    }

    typealias ParserFactory = @Sendable (inout OptionValues) throws(SkillSplitError) -> any ParserPlugin
    typealias SinkFactory = @Sendable (_ location: String, inout OptionValues) throws(SkillSplitError) -> any SinkPlugin

    /// Opens another program's store in a file; always `nil` for a plugin that reads none.
    let foreignStore: ForeignStoreFactory
    typealias ForeignStoreFactory = @Sendable (_ path: String) throws(SkillSplitError) -> (any ForeignStore)?

    /// What the plugin needs from the system, and whether it is there.
    public let requirements: @Sendable () async -> [HealthCheck]

    private let help: @Sendable () -> [OptionHelp]

    /// The names and summaries of the plugin's options.
    public var optionHelp: [OptionHelp] { help() }

    public struct OptionHelp: Sendable, Hashable {
        public let name: String
        public let summary: String
    }

    /// Registers a parser.
    public static func parser<P: ParserPlugin>(_ type: P.Type) -> PluginRegistration {
        PluginRegistration(
            manifest: type.manifest,
            role: .parser(examples: { type.examples }) { values throws(SkillSplitError) in
                try P(options: P.Options(&values))
            },
            foreignStore: { _ in nil },
            requirements: { await (type as? any SystemDependent.Type)?.requirements() ?? [] },
            help: { P.Options.help.map { OptionHelp(name: $0.name, summary: $0.summary) } }
        )
    }

    /// Registers a sink.
    public static func sink<S: SinkPlugin>(_ type: S.Type) -> PluginRegistration {
        PluginRegistration(
            manifest: type.manifest,
            role: .sink { location, values throws(SkillSplitError) in
                try S(location: location, options: S.Options(&values))
            },
            foreignStore: { path throws(SkillSplitError) in
                try (type as? any ForeignStoreReader.Type)?.foreignStore(at: path)
            },
            requirements: { await (type as? any SystemDependent.Type)?.requirements() ?? [] },
            help: { S.Options.help.map { OptionHelp(name: $0.name, summary: $0.summary) } }
        )
    }

    /// Whether the plugin is a parser.
    public var isParser: Bool {
        if case .parser = role { true } else { false }
    }

    /// A parser's examples; none for a sink.
    public var examples: [ParserExample] {
        if case .parser(let examples, _) = role { examples() } else { [] }
    }
}
