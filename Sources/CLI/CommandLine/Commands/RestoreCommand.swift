import ArgumentParser
import SkillSplitHost

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring a library back from a backup.",
        discussion: """
            The backup is checked first, against its hash and byte by byte; one that is damaged is refused, and the library
            is not touched. The library that was there is kept beside the restored one. Processes that have it open go on
            with what was restored.

            EXAMPLES
              skill-split restore monday.db.gz
              skill-split restore team-backup.db.gz --library sqlite:team.db
            """
    )

    @Argument(help: "What 'skill-split backup' wrote, or a copy of a library.")
    var file: String

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let url = try await library.url()
        guard let target = try PluginRegistry(SkillSplit.plugins).sink(at: url) as? any RestoreTarget else {
            throw SkillSplitError(
                .usage,
                "'\(url)' cannot be restored from a backup",
                remedy: "Restore into a local library, such as sqlite:PATH, and send its files on with 'export --to'."
            )
        }
        let restored = try await target.restore(from: file)
        if output.json {
            Output.json(
                .object([
                    MetadataField("library", .string("\(url)")),
                    MetadataField("files", .integer(Int64(restored.fileCount))),
                    MetadataField("hash_verified", .bool(restored.isHashVerified)),
                    MetadataField("previous", .optional(restored.previous)),
                ])
            )
            return
        }
        Output.line("\(url)")
        Output.note("\(restored.fileCount) files restored")
        if let previous = restored.previous { Output.note("the library that was there is kept at '\(previous)'") }
        if !restored.isHashVerified {
            Output.note("warning: no hash stands beside the backup; its content was checked, not its origin")
        }
    }
}
