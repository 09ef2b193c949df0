import SkillSplitHost

/// Makes a new component of sections.
struct ComposeTool: Tool {
    static let name = "compose"
    static let summary = "Make a new component file of sections from any files, in order."
    static let isReadOnly = false

    let workshop: Workshop

    let parameters: [Parameter] = [
        .texts("sections", "path#address each", isRequired: true),
        .text("output", "New file below the working folder", isRequired: true),
        .text("title"),
        .text("description"),
        .text("kind", "Default skill"),
        .flag("subsections"),
    ]

    static let output = WrittenResult.output

    func call(_ arguments: Arguments, in context: ToolContext) async throws(SkillSplitError) -> ToolResult {
        let composition = Workshop.Composition(
            sections: try arguments.texts("sections") ?? [],
            output: try TargetName.check(try arguments.text("output") ?? ""),
            title: try arguments.text("title"),
            description: try arguments.text("description"),
            kind: try arguments.text("kind"),
            includesSubsections: try arguments.flag("subsections") ?? false
        )
        return WrittenResult.result(try await workshop.compose(composition))
    }
}
