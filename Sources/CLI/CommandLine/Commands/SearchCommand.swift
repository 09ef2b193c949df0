import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find sections by their words, best first.",
        discussion: """
            Several words mean any of them. Any string is a query: c++, foo.bar, a/b.

              "code review"       words that follow each other
              git AND commit      both
              git NOT svn         the first without the second
              deploy*             words that begin with it
              NEAR(git hook, 5)   words at most 5 apart; also: git NEAR/5 hook

            EXAMPLES
              skill-split search "code review" --kind skill
              skill-split search 'hook AND (bash OR python)' --limit 5 --json
            """,
        aliases: ["search-library"]
    )

    @Argument(help: "What to look for.")
    var query: [String]

    @Option(help: "How many hits at the most.")
    var limit = 20

    @Option(help: "How many hits to pass over.")
    var offset = 0

    @Option(help: "The length of a snippet in words; 0 for none.")
    var snippet = 16

    @OptionGroup var filter: FilterOptions
    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard call.isInRange else {
            throw ValidationError("--limit is at least 1, --offset at least 0, --snippet 0 to 64.")
        }
    }

    func run() async throws {
        try await call.run()
    }

    var call: SearchCall {
        SearchCall(
            query: query,
            limit: limit,
            offset: offset,
            snippet: snippet,
            kinds: filter.kind,
            collections: filter.collection,
            library: library.library,
            isJSON: output.json
        )
    }
}

/// A call of `search`, however its arguments were read.
struct SearchCall: Equatable {
    var query: [String]
    var limit = 20
    var offset = 0
    var snippet = 16
    var kinds: [String] = []
    var collections: [String] = []
    var library: String?
    var isJSON: Bool

    var isInRange: Bool { limit > 0 && offset >= 0 && (0...64).contains(snippet) }

    func run() async throws {
        let session = try await LibraryOptions.open(library: library)
        let request = SearchRequest(
            expression: QueryParser.parse(query.joined(separator: " ")),
            filter: FileFilter(kinds: try KnownKinds.resolve(kinds), collections: collections),
            limit: limit,
            offset: offset,
            snippetWords: snippet
        )
        let page = try await session.search(request)
        if isJSON {
            Output.json(Self.json(page))
        } else {
            Self.print(page, offset: offset)
        }
        try await session.finish()
    }

    private static func print(_ page: SearchPage, offset: Int) {
        guard !page.hits.isEmpty else { return Output.note("nothing found") }
        var lines: [String] = []
        for hit in page.hits {
            let title = TerminalText.title(hit.section.title, kind: hit.section.kind)
            lines.append(
                "[\(hit.section.id.rawValue)] \(title)  "
                    + "\(hit.path)#\(hit.section.address):\(hit.section.lines.lowerBound)"
            )
            if !hit.snippet.isEmpty { lines.append("    \(highlighted(hit.snippet))") }
        }
        Output.line(lines.joined(separator: "\n"))
        if page.hasMore { Output.note("more with --offset \(offset + page.hits.count)") }
    }

    private static func json(_ page: SearchPage) -> MetadataValue {
        let hits = page.hits.map { hit in
            MetadataValue.object(
                hit.path.jsonFields + hit.section.jsonFields(in: hit.path).filter { $0.name != "kind" } + [
                    MetadataField("kind", .string(hit.fileKind.rawValue)),
                    MetadataField("name", .optional(hit.fileName)),
                    MetadataField("score", .number(hit.score)),
                    MetadataField("snippet", .string(marked(hit.snippet, "**", "**"))),
                ]
            )
        }
        return .object([MetadataField("hits", .array(hits)), MetadataField("more", .bool(page.hasMore))])
    }

    /// Bold on a terminal, plain elsewhere.
    private static func highlighted(_ snippet: String) -> String {
        let plain = TerminalText.sanitised(snippet.map { $0.isNewline ? " " : String($0) }.joined())
        return Output.isTerminal ? marked(plain, "\u{1B}[1m", "\u{1B}[0m") : marked(plain, "", "")
    }

    private static func marked(_ snippet: String, _ start: String, _ end: String) -> String {
        snippet.map { character in
            switch character {
            case SearchHit.matchStart: start
            case SearchHit.matchEnd: end
            default: String(character)
            }
        }.joined()
    }
}
