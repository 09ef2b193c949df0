import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare files section by section: in a library, between libraries, or with the disk.",
        discussion: """
            = same, * differs, - only in the first, + only in the second. What begins with ./, ../, / or ~ is on disk; a URL
            such as sqlite:other.db is a whole library; all else is in the library, or for B in the one of --other. The
            exit status is 2 where something differs.

            EXAMPLES
              skill-split diff claude/skills/pdf ~/.claude/skills/pdf
              skill-split diff claude/CLAUDE.md team/CLAUDE.md
              skill-split diff sqlite:mine.db sqlite:yours.db
              skill-split diff claude/skills/pdf claude/skills/pdf --other sqlite:yours.db
            """
    )

    @Argument(help: "A path, path#address or id of the library, a path on disk, or a library's URL.")
    var first: String

    @Argument(help: "As the first.")
    var second: String

    @Option(help: ArgumentHelp("The library of the second.", valueName: "url"))
    var other: String?

    @Flag(help: "Also show what is the same.")
    var all = false

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let registry = try PluginRegistry(SkillSplit.plugins)
        var sessions: [any LibrarySession] = []
        let left = try await operand(first, of: nil, &sessions)
        let right = try await operand(second, of: other, &sessions)
        let files = try await TreeDiff(registry: registry).compare(left, right)
        for session in sessions { try await session.finish() }
        if output.json {
            Output.json(.object([MetadataField("files", .array(files.filter(isShown).map(Self.json)))]))
        } else {
            for file in files where isShown(file) { print(file) }
            let counts = Dictionary(grouping: files, by: \.mark).mapValues(\.count)
            Output.note(
                "\(files.count) files: \(counts[.same] ?? 0) the same, \(files.count - (counts[.same] ?? 0)) not"
            )
        }
        if files.contains(where: { $0.mark != .same }) { throw ExitStatus.findings }
    }

    private func operand(
        _ text: String,
        of url: String?,
        _ sessions: inout [any LibrarySession]
    ) async throws -> TreeDiff.Operand {
        if ["./", "../", "/", "~/"].contains(where: text.hasPrefix) || [".", ".."].contains(text) {
            let isHome = text.hasPrefix("~/")
            return .disk(Array((isHome ? SettingsFile.home + text.dropFirst() : text).utf8))
        }
        var options = library
        let isLibrary = SkillSplit.plugins.contains { !$0.isParser && text.hasPrefix("\($0.manifest.id):") }
        if isLibrary { options.library = text } else if let url { options.library = url }
        let session = try await options.open()
        sessions.append(session)
        return isLibrary ? .library(session) : .stored(session, try SectionReference(text))
    }

    private func isShown(_ file: TreeDiff.File) -> Bool { all || file.mark != .same }

    private func print(_ file: TreeDiff.File) {
        let name = file.relativePath.isEmpty ? first : PathText.display(file.relativePath)
        Output.line("\(file.mark.rawValue) \(TerminalText.sanitised(name))")
        for entry in file.sections?.entries ?? [] where all || entry.mark != .same {
            guard let side = entry.right ?? entry.left else { continue }
            Output.line(
                "    \(entry.mark.rawValue) #\(side.address)  \(TerminalText.title(side.title, kind: side.kind))"
            )
        }
    }

    private static func json(_ file: TreeDiff.File) -> MetadataValue {
        .object([
            MetadataField("path", .string(PathText.display(file.relativePath))),
            MetadataField("mark", .string(file.mark.rawValue)),
            MetadataField(
                "sections",
                .array(
                    (file.sections?.entries ?? []).map { entry in
                        .object([
                            MetadataField("mark", .string(entry.mark.rawValue)),
                            MetadataField("left", entry.left?.json ?? .null),
                            MetadataField("right", entry.right?.json ?? .null),
                        ])
                    }
                )
            ),
        ])
    }
}

extension SectionDiff.Side {
    fileprivate var json: MetadataValue {
        .object([
            MetadataField("address", .string(address)),
            MetadataField("title", .string(title)),
            MetadataField("kind", .string(kind.rawValue)),
            MetadataField("lines", lines.json),
            MetadataField("size", .integer(Int64(size))),
        ])
    }
}
