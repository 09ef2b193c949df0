import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

/// The versions of files that lost in a sync.
struct ConflictsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts",
        abstract: "List the versions of files that had to give way in a sync, and take them back.",
        discussion: """
            A version is kept until it is restored or discarded. An id may be shortened to what is unique.

            EXAMPLES
              skill-split conflicts
              skill-split conflicts show 1a2b
              skill-split conflicts restore 1a2b
              skill-split conflicts restore 1a2b --as claude/skills/pdf/OLD.md
            """,
        subcommands: [List.self, Show.self, Restore.self, Discard.self],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the kept versions, the latest first.")

        @OptionGroup var library: LibraryOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let store = try await library.openSyncBase(.read)
            let versions = try await KeptVersions(store, registry: PluginRegistry(SkillSplit.plugins)).all()
            try await store.finish()
            if output.json { return Output.json(.array(versions.map(\.json))) }
            var table = TextTable(["ID", "SIDE", "BYTES", "REMOTE", "PATH"])
            for version in versions {
                table.add([
                    String(version.id.prefix(8)), version.wasLocal ? "local" : "remote", "\(version.content.count)",
                    version.remote, "\(version.path)",
                ])
            }
            table.print()
            Output.note("\(versions.count) kept versions")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the bytes of a kept version.")

        @Argument(help: "Its id, or the beginning of it.")
        var id: String

        @OptionGroup var library: LibraryOptions

        func run() async throws {
            let store = try await library.openSyncBase(.read)
            let version = try await KeptVersions(store, registry: PluginRegistry(SkillSplit.plugins)).version(id)
            try await store.finish()
            Output.bytes(version.content)
        }
    }

    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a kept version back into the library; what it replaces is kept instead."
        )

        @Argument(help: "Its id, or the beginning of it.")
        var id: String

        @Option(name: .customLong("as"), help: ArgumentHelp("Put it there instead of where it was.", valueName: "path"))
        var path: String?

        @OptionGroup var library: LibraryOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let target = try path.map { text throws(SkillSplitError) in try DocumentPath(text) }
            let store = try await library.openSyncBase(.write)
            let kept = KeptVersions(store, registry: try PluginRegistry(SkillSplit.plugins))
            let restored = try await kept.restore(kept.version(id), to: target)
            try await store.finish()
            if output.json { return Output.json(.object([MetadataField("restored", .string("\(restored)"))])) }
            Output.line("restored \(restored); the next sync carries it")
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Throw a kept version away for good.")

        @Argument(help: "Its id, or the beginning of it.")
        var id: String

        @OptionGroup var library: LibraryOptions

        func run() async throws {
            let store = try await library.openSyncBase(.write)
            let kept = KeptVersions(store, registry: try PluginRegistry(SkillSplit.plugins))
            let version = try await kept.version(id)
            try await kept.discard(version)
            try await store.finish()
            Output.line("discarded \(version.id.prefix(8)) of \(version.path)")
        }
    }
}

extension LosingVersion {
    fileprivate var json: MetadataValue {
        .object(
            path.jsonFields + [
                MetadataField("id", .string(id)),
                MetadataField("side", .string(wasLocal ? "local" : "remote")),
                MetadataField("remote", .string(remote)),
                MetadataField("kind", .string(kind.rawValue)),
                MetadataField("bytes", .integer(Int64(content.count))),
                MetadataField("kept_at", .integer(Int64(keptAt))),
            ]
        )
    }
}
