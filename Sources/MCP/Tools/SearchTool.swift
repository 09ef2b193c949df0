import SkillSplitEngine
import SkillSplitHost

/// Finds sections by their words.
struct SearchTool: Tool {
    static let name = "search"
    static let summary =
        "Find sections of skills, commands, agents, hooks and docs by their words, best first. Several words mean any of "
        + "them; also \"a phrase\", AND, OR, NOT, prefix*."

    let kinds: [ComponentKind]

    var parameters: [Parameter] {
        [
            .text("query", isRequired: true),
            .text("kind"),
            .text("path", "Only below this folder"),
            .integer("limit", "1-50, default 10"),
            .cursor,
        ]
    }

    static let output: [Parameter] = [
        .rows(
            "hits",
            of: [
                .text("path", isRequired: true), .text("address", isRequired: true), .text("title"), .text("kind"),
                .lines, .text("snippet"),
            ]
        ),
        .nextCursor,
    ]

    func call(_ arguments: Arguments, in context: ToolContext) async throws(SkillSplitError) -> ToolResult {
        let cursor = Cursor(Self.name, arguments)
        let limit = try arguments.integer("limit", in: 1...50) ?? 10
        let start = try cursor.offset(arguments.text("cursor"), through: Cursor.deepest)
        let found = try await context.library.search(
            SearchRequest(
                expression: QueryParser.parse(try arguments.text("query") ?? ""),
                filter: FileFilter(
                    kinds: try arguments.choice("kind", of: kinds.map(\.rawValue)).map { [ComponentKind(rawValue: $0)] }
                        ?? [],
                    prefix: try arguments.path("path")
                ),
                limit: limit,
                offset: start
            )
        )
        var page = Page(context.budget)
        var next = start
        for hit in found.hits {
            // A hit whose path alone is out of bounds is passed over; it would stop every page after it.
            if let row = Self.row(hit), !page.add(row) { break }
            next += 1
        }
        let hasMore = (next < start + found.hits.count || found.hasMore) && next <= Cursor.deepest
        return ToolResult(
            .fields(["hits": .array(page.rows), "nextCursor": hasMore ? .string(cursor.text(offset: next)) : nil])
        )
    }

    private static func row(_ hit: SearchHit) -> MetadataValue? {
        guard let path = Row.path(hit.path) else { return nil }
        return .fields([
            "path": path,
            "address": .string(Row.address(hit.section)),
            "title": .string(Row.title(hit.section)),
            "kind": .string(hit.fileKind.rawValue),
            "lines": Row.lines(hit.section.lines),
            "snippet": .string(snippet(hit.snippet)),
        ])
    }

    /// On one line, without the marks of matches.
    private static func snippet(_ snippet: String) -> String {
        let marks = [SearchHit.matchStart, SearchHit.matchEnd].map(String.init)
        var plain = String.UnicodeScalarView()
        for scalar in Clip.text(snippet, to: 600).unicodeScalars where !marks.contains(String(scalar)) {
            plain.append(scalar)
        }
        return Clip.line(String(plain), to: 400)
    }
}
