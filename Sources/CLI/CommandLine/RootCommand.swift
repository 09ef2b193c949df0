import ArgumentParser

/// `skill-split` itself.
struct RootCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skill-split",
        abstract:
            "Keep the components of AI coding assistants in a library, section by section, without losing a byte.",
        discussion: """
            EXAMPLES
              skill-split ingest ~/.claude             take everything in
              skill-split search "code review"         find sections
              skill-split get claude/skills/pdf/SKILL.md#usage
              skill-split ingest . --to files:backup   write the original tree elsewhere

            EXIT STATUS
              0   done
              1   could not be done
              2   done, with failures or differences
              64  wrong arguments
            """,
        version: Version.text,
        subcommands: [],
        groupedSubcommands: [
            CommandGroup(
                name: "Libraries",
                subcommands: [
                    IngestCommand.self, WatchCommand.self, ExportCommand.self, VerifyCommand.self, ForgetCommand.self,
                    FsckCommand.self, DuplicatesCommand.self, DigestCommand.self, BackupCommand.self,
                    RestoreCommand.self, MigrateCommand.self, DoctorCommand.self,
                ]
            ),
            CommandGroup(
                name: "Sharing",
                subcommands: [SyncCommand.self, VerifySyncCommand.self, ConflictsCommand.self]
            ),
            CommandGroup(
                name: "Reading",
                subcommands: [
                    SearchCommand.self, GetCommand.self, NextCommand.self, TreeCommand.self, ListCommand.self,
                    ServeCommand.self,
                ]
            ),
            CommandGroup(
                name: "Using components",
                subcommands: [
                    CheckoutCommand.self, CheckinCommand.self, StatusCommand.self, ComposeCommand.self,
                    DiffCommand.self, StatsCommand.self,
                ]
            ),
            CommandGroup(name: "Agents", subcommands: [MCPCommand.self]),
            CommandGroup(name: "Plugins", subcommands: [PluginsCommand.self, ParseCommand.self]),
        ]
    )
}

enum Version {
    static let text = "0.1.0"
}
