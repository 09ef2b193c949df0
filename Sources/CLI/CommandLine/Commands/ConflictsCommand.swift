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
            let versions = try await library.withKeptVersions(.read) { try await $0.all() }
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
            let version = try await library.withKeptVersions(.read) { try await $0.version(id) }
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
            let restored = try await library.withKeptVersions(.write) { kept in
                try await kept.restore(kept.version(id), to: target)
            }
            if output.json { return Output.json(.object([MetadataField("restored", .string("\(restored)"))])) }
            Output.line("restored \(TerminalText.sanitised("\(restored)")); the next sync carries it")
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Throw a kept version away for good.")

        @Argument(help: "Its id, or the beginning of it.")
        var id: String

        @OptionGroup var library: LibraryOptions

        func run() async throws {
            let version = try await library.withKeptVersions(.write) { kept in
                let version = try await kept.version(id)
                try await kept.discard(version)
                return version
            }
            Output.line("discarded \(version.id.prefix(8)) of \(TerminalText.sanitised("\(version.path)"))")
        }
    }
}

extension LibraryOptions {
    /// Opens the library, and closes it when `body` is through.
    fileprivate func withKeptVersions<T>(
        _ purpose: SinkContext.Purpose,
        _ body: (KeptVersions) async throws -> T
    ) async throws -> T {
        let store = try await openSyncBase(purpose)
        let result = try await body(KeptVersions(store, registry: PluginRegistry(SkillSplit.plugins)))
        try await store.finish()
        return result
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
