import ArgumentParser
import SkillSplitHost

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy a library, compressed and with its hash, while it is in use.",
        discussion: """
            Writes FILE, and FILE.sha256 beside it in the format of sha256sum. What stands there is replaced only with
            --replace, and only once the copy is whole.

            EXAMPLES
              skill-split backup monday.db.gz
              skill-split backup --library sqlite:team.db --replace team-backup.db.gz
            """
    )

    @Argument(help: "The copy to write.")
    var file: String

    @Flag(help: "Replace a file that is there.")
    var replace = false

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard replace || !FileProbe.exists(file) else {
            throw SkillSplitError(
                .conflict,
                "'\(file)' is there already",
                remedy: "Name another file, or replace it with --replace."
            )
        }
        let session = try await library.open(as: (any BackupSource).self) { _ in
            SkillSplitError(
                .usage,
                "this library cannot be backed up",
                remedy: "Write its files elsewhere with 'skill-split export --to files:FOLDER'."
            )
        }
        let backup = try await session.backUp(to: file)
        try await session.finish()
        if output.json {
            Output.json(
                .object([
                    MetadataField("backup", .string(backup.path)),
                    MetadataField("size", .integer(Int64(backup.size))),
                    MetadataField("sha256", .string("\(backup.hash)")),
                ])
            )
        } else {
            Output.line(backup.path)
            Output.note("\(backup.size) bytes, sha256 \(backup.hash)")
        }
    }
}
