public import SkillSplitHost

/// Writes the original tree back: each file below the target by its document path.
public struct FilesystemSink: SinkPlugin {
    public static let manifest = PluginManifest.sink(
        id: "files",
        summary: "Writes the original files, modes and links below a folder."
    )

    public struct Options: PluginOptions {
        public static let help = [
            (
                name: "overwrite",
                summary: "Also replace files that skill-split did not write, or that were edited since."
            )
        ]

        let overwrites: Bool

        public init(_ values: inout OptionValues) throws(SkillSplitError) {
            overwrites = try values.flag("overwrite")
        }
    }

    private let location: String
    private let options: Options

    public init(location: String, options: Options) throws(SkillSplitError) {
        guard !location.isEmpty else {
            throw SkillSplitError(.usage, "'files:' names no folder", remedy: "Write files:FOLDER.")
        }
        self.location = location
        self.options = options
    }

    public func open(_ context: SinkContext) async throws(SkillSplitError) -> FilesystemSession {
        try FilesystemSession(target: TargetFolder(location), overwrites: options.overwrites)
    }
}
