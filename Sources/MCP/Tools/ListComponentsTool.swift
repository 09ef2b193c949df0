import SkillSplitHost

/// Lists the components of a library, or the files of one.
struct ListComponentsTool: Tool {
    static let name = "list_components"
    static let summary =
        "List skills, commands, agents, hooks, plugins and output styles by path; files=true lists every file, such as "
        + "a skill's scripts."

    let kinds: [ComponentKind]

    var parameters: [Parameter] {
        [
            .text("kind"),
            .text("path", "Only below this folder"),
            .flag("files"),
            .cursor,
        ]
    }

    static let output: [Parameter] = [
        .rows(
            "components",
            of: [
                .text("path", isRequired: true), .text("kind", isRequired: true), .text("name"), .text("description"),
                .integer("size", isRequired: true),
            ]
        ),
        .nextCursor,
    ]

    /// The kinds of files that are a component, or stand for the one that they lie in.
    private static let componentKinds: [ComponentKind] = [.skill, .command, .agent, .hook, .plugin, .outputStyle]

    func call(_ arguments: Arguments, in context: ToolContext) async throws(SkillSplitError) -> ToolResult {
        let cursor = Cursor(Self.name, arguments)
        let all = try arguments.flag("files") ?? false
        let kind = try arguments.choice("kind", of: kinds.map(\.rawValue)).map { ComponentKind(rawValue: $0) }
        let filter = FileFilter(
            kinds: kind.map { [$0] } ?? (all ? [] : Self.componentKinds),
            prefix: try arguments.path("path")
        )
        var page = Page(context.budget)
        var passed = try cursor.path(arguments.text("cursor"))
        var listed: DocumentPath?
        var hasMore = false
        reading: while true {
            let files = try await context.library.files(filter, after: passed, limit: Self.pageSize)
            for file in files {
                passed = file.path
                guard let row = Self.row(file) else { continue }
                guard page.add(row) else {
                    hasMore = true
                    break reading
                }
                listed = file.path
            }
            guard files.count == Self.pageSize else { break }
            if page.rows.count >= Self.pageSize {
                hasMore = true
                break
            }
        }
        return ToolResult(
            .fields([
                "components": .array(page.rows),
                "nextCursor": hasMore ? listed.map { .string(cursor.text(after: $0)) } : nil,
            ])
        )
    }

    private static let pageSize = 200

    /// `nil` for a file whose path is too long to be listed.
    private static func row(_ file: StoredFile) -> MetadataValue? {
        guard let path = Row.path(file.path) else { return nil }
        return .fields([
            "path": path,
            "kind": .string(file.kind.rawValue),
            "name": file.name.map { .string(Clip.line($0, to: 100)) },
            "description": file.description.map { .string(Clip.line($0, to: 300)) },
            "size": .count(file.size),
        ])
    }
}
