import SkillSplitEngine
import SkillSplitHost

/// Reads a section of a file.
struct ReadSectionTool: Tool {
    static let name = "read_section"
    static let summary = "Read a section by the path and address that search or outline gave, with its subsections."

    let parameters: [Parameter] = [
        .text("path", isRequired: true),
        .text("address", isRequired: true),
        .flag("own", "Without subsections"),
        .cursor,
    ]

    static let output = TextPage.output

    func call(_ arguments: Arguments, in context: ToolContext) async throws(SkillSplitError) -> ToolResult {
        let path = try arguments.requiredPath("path")
        let reader = LibraryReader(context.library)
        let located = try await reader.locate(address: try arguments.text("address") ?? "", in: path)
        let position = located.position ?? 0
        let own = try arguments.flag("own") ?? false
        let last = own ? position : LibraryReader.end(ofSubtree: position, in: located.sections)
        return try await TextPage.read(position...last, of: located, arguments, Self.name, context)
    }
}

extension LibraryReader {
    /// The section that an address of a listing names: slugs, or `@` and a position.
    func locate(address: String, in path: DocumentPath) async throws(SkillSplitError) -> LocatedSection {
        if address.hasPrefix("@"), let position = Int(address.dropFirst()) {
            let located = try await locate(.file(path))
            if located.sections.indices.contains(position) { return located.moved(to: position) }
        }
        // Models like to keep the '#' of an address.
        return try await locate(.address(path, address.hasPrefix("#") ? String(address.dropFirst()) : address))
    }
}
