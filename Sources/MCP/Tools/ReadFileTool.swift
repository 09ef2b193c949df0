import SkillSplitEngine
import SkillSplitHost

/// Reads a whole file.
struct ReadFileTool: Tool {
    static let name = "read_file"
    static let summary = "Read a file of a component. Prefer read_section: it costs less."

    let parameters: [Parameter] = [.text("path", isRequired: true), .cursor]

    static let output = TextPage.output

    func call(_ arguments: Arguments, in context: ToolContext) async throws(SkillSplitError) -> ToolResult {
        let path = try arguments.requiredPath("path")
        let located = try await LibraryReader(context.library).locate(.file(path))
        let all = located.sections.isEmpty ? nil : 0...(located.sections.count - 1)
        return try await TextPage.read(all, of: located, arguments, Self.name, context)
    }
}
