import ArgumentParser
import SkillSplitHost

struct DigestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest",
        abstract: "Print one hash over all that a library holds: equal for equal libraries.",
        discussion: """
            Covers each file's path, kind, mode, link and content, in path order; not ids, nor when it was ingested.

            EXAMPLES
              skill-split digest --library sqlite:a.db
            """
    )

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await library.open()
        let digest = try await session.digest()
        try await session.finish()
        if output.json {
            Output.json(.object([MetadataField("digest", .string("\(digest)"))]))
        } else {
            Output.line("\(digest)")
        }
    }
}
