public import SkillSplitHost

/// A library in a Supabase project, shared by a team.
public struct SupabaseSink: SinkPlugin {
    public static let manifest = PluginManifest.sink(
        id: "supabase",
        summary: "Stores files and their sections in a shared library in a Supabase project."
    )

    /// The oldest schema that this version can work with.
    static let schema = "20260301000400"

    public struct Options: PluginOptions {
        public static let help = [
            (
                name: "env-file",
                summary: "Read SUPABASE_URL and a key from this file where the environment has none; .env by default."
            )
        ]

        public var environmentFile = ".env"

        public init() {}

        public init(_ values: inout OptionValues) throws(SkillSplitError) {
            environmentFile = values.text("env-file") ?? ".env"
        }
    }

    private let source: @Sendable (SinkContext) throws(SkillSplitError) -> Project
    let environmentFile: String

    /// Credentials are looked for when the sink is opened; nothing may stand after `supabase:`.
    public init(location: String, options: Options) throws(SkillSplitError) {
        guard location.isEmpty else {
            throw SkillSplitError(
                .usage,
                "'supabase:\(location)' names more than a project has",
                remedy: "Write 'supabase:' alone, and set SUPABASE_URL to the address of the project."
            )
        }
        let file = options.environmentFile
        environmentFile = file
        source = { context throws(SkillSplitError) in
            try Project(CredentialSources(environmentFile: context.trustsFolder ? file : nil).credentials())
        }
    }

    /// A sink with credentials, pauses and limits of a test.
    init(_ source: @escaping @Sendable () throws(SkillSplitError) -> Project) {
        self.source = { _ throws(SkillSplitError) in try source() }
        environmentFile = ".env"
    }

    public func open(_ context: SinkContext) async throws(SkillSplitError) -> SupabaseSession {
        SupabaseSession(project: try source(context), purpose: context.purpose)
    }
}
