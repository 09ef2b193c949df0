import SkillSplitEngine
import SkillSplitHost

/// Shows the sections of a file without their text.
struct OutlineTool: Tool {
    static let name = "outline"
    static let summary = "List a file's sections: addresses, lines, sizes in bytes with subsections."

    let parameters: [Parameter] = [.text("path", isRequired: true), .cursor]

    static let output: [Parameter] = [
        .rows(
            "sections",
            of: [.text("address", isRequired: true), .text("title"), .lines, .integer("size", isRequired: true)]
        ),
        .nextCursor,
    ]

    func call(_ arguments: Arguments, in context: ToolContext) async throws(SkillSplitError) -> ToolResult {
        let path = try arguments.requiredPath("path")
        let located = try await LibraryReader(context.library).locate(.file(path))
        let cursor = Cursor(Self.name, arguments, content: located.file.hash)
        let start = try cursor.offset(arguments.text("cursor"), through: located.sections.count)
        var page = Page(context.budget)
        for section in located.sections[start...] {
            let end = LibraryReader.end(ofSubtree: section.position, in: located.sections)
            let row = MetadataValue.fields([
                "address": .string(Row.address(section)),
                "title": .string(Row.title(section)),
                "lines": Row.lines(section.lines),
                "size": .count(located.sections[end].range.upperBound - section.range.lowerBound),
            ])
            guard page.add(row) else { break }
        }
        let next = start + page.rows.count
        return ToolResult(
            .fields([
                "sections": .array(page.rows),
                "nextCursor": next < located.sections.count ? .string(cursor.text(offset: next)) : nil,
            ])
        )
    }
}
