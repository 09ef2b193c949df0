public import SkillSplitHost

/// A library in one file on this machine.
public struct SQLiteSink: SinkPlugin {
    public static let manifest = PluginManifest.sink(
        id: "sqlite",
        summary: "Stores files and their sections in an SQLite library with full-text search."
    )

    public struct Options: PluginOptions {
        public static let help = [
            (name: "busy", summary: "How many seconds to wait for another process that writes the library.")
        ]

        /// How many seconds to wait for another process that writes.
        public var patience: Int

        /// Waits up to five minutes: the first ingest of a large library by another process is over by then.
        public init(patience: Int = 300) {
            self.patience = patience
        }

        public init(_ values: inout OptionValues) throws(SkillSplitError) {
            self.init()
            if let seconds = try values.integer("busy") {
                guard (0...86_400).contains(seconds) else {
                    throw SkillSplitError(
                        .usage,
                        "option 'busy' is \(seconds), which is not between 0 and 86400",
                        remedy: "Write the seconds to wait for another process, such as busy=60."
                    )
                }
                patience = seconds
            }
        }
    }

    private let file: LibraryFile

    /// Names the file; `~` at the start of `location` is the home folder.
    public init(location: String, options: Options) throws(SkillSplitError) {
        guard !location.isEmpty, !location.utf8.contains(0) else {
            throw SkillSplitError(
                .usage,
                "the library has no path",
                remedy: "Write sqlite:PATH, such as sqlite:library.db."
            )
        }
        file = LibraryFile(location: location, patience: options.patience)
    }

    public func open(_ context: SinkContext) async throws(SkillSplitError) -> SQLiteSession {
        try await SQLiteSession(file: file, purpose: context.purpose)
    }
}
