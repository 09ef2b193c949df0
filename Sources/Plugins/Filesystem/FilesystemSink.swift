public import SkillSplitHost

/// Writes the original tree back: each file below the target by its document path.
///
/// Only what skill-split wrote itself is replaced, as `.skill-split-export` in the target remembers it. A commit brings
/// all of its files or none: they are made in `.skill-split-staging` first and then renamed into place, and a rename
/// that fails undoes those before it. A killed run leaves each file old or new. The disk's cache is not waited for
/// unless `?sync=true` asks for it, so a power failure can take what the last seconds brought.
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
            ),
            (name: "strip", summary: "'collection' leaves the collection's folder out of the paths."),
            (
                name: "portable",
                summary: "Refuse names that differ only in case or in the form of their accents, as other systems do."
            ),
            (name: "sync", summary: "Wait at each commit until the disk holds everything."),
        ]

        let overwrites: Bool
        let stripsCollection: Bool
        let isPortable: Bool
        let waitsForDisk: Bool

        public init(_ values: inout OptionValues) throws(SkillSplitError) {
            overwrites = try values.flag("overwrite")
            isPortable = try values.flag("portable")
            waitsForDisk = try values.flag("sync")
            let strip = values.text("strip")
            guard strip == nil || strip == "collection" else {
                throw SkillSplitError(
                    .usage,
                    "option 'strip' is '\(strip ?? "")'",
                    remedy: "Write strip=collection, or leave it out."
                )
            }
            stripsCollection = strip != nil
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
        switch context.purpose {
        case .read: FilesystemSession(lookingAt: location)
        case .write: try FilesystemSession(writingTo: location, options: options)
        }
    }
}
