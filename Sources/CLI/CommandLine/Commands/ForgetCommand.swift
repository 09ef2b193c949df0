import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct ForgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Take files out of the library; the files on disk stay.",
        discussion: """
            EXAMPLES
              skill-split forget claude/skills/old
              skill-split forget scratch --dry-run
            """
    )

    @Argument(help: "Files or folders of the library.")
    var paths: [String]

    @Flag(help: "Only say what would go.")
    var dryRun = false

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await library.open(dryRun ? .read : .write)
        var gone: [DocumentPath] = []
        for path in paths {
            let prefix = try DocumentPath(path)
            let before = gone.count
            try await LibraryReader(session).forEachFile(FileFilter(prefix: prefix)) { file throws(SkillSplitError) in
                gone.append(file.path)
            }
            guard gone.count > before else { throw SkillSplitError.nothingBelow(prefix) }
        }
        if !dryRun {
            _ = try await session.delete(gone)
            try await session.commit()
        }
        try await session.finish()
        if output.json {
            Output.json(.object([MetadataField("forgotten", .array(gone.map { .string("\($0)") }))]))
        } else {
            for path in gone where dryRun { Output.line("\(path)") }
            Output.note("\(gone.count) files \(dryRun ? "would be " : "")forgotten")
        }
    }
}

extension SkillSplitError {
    static func nothingBelow(_ path: DocumentPath) -> Self {
        SkillSplitError(
            .notFound,
            "the library has nothing at or below '\(path)'",
            remedy: "List what it has with 'skill-split list'."
        )
    }
}
