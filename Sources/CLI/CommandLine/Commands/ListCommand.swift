import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the files of a library.",
        discussion: """
            A pattern without '/' is looked for in names and file names; one with '/' is a glob over the whole path.

            EXAMPLES
              skill-split list --kind skill
              skill-split list 'review*'
              skill-split list 'claude/agents/**'
            """,
        aliases: ["list-library"]
    )

    @Argument(help: "A glob or a part of a name.")
    var pattern: String?

    @OptionGroup var filter: FilterOptions
    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await library.open()
        let matcher = pattern.map(FilePattern.init)
        var files: [StoredFile] = []
        try await LibraryReader(session).forEachFile(filter.filter()) { file throws(SkillSplitError) in
            if matcher?.matches(file) ?? true { files.append(file) }
        }
        if output.json {
            Output.json(.array(files.map { .object($0.jsonFields) }))
        } else {
            var table = TextTable(["KIND", "NAME", "SECTIONS", "PATH"])
            for file in files {
                table.add([file.kind.rawValue, file.name ?? "", String(file.sectionCount), "\(file.path)"])
            }
            table.print()
            Output.note("\(files.count) files")
        }
        try await session.finish()
    }
}
