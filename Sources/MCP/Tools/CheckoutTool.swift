import SkillSplitHost

/// Deploys a component.
struct CheckoutTool: Tool {
    static let name = "checkout"
    static let summary = "Write a component with all its files to disk. Never replaces what it did not write."
    static let isReadOnly = false

    let workshop: Workshop

    let parameters: [Parameter] = [
        .text("component", "Path or name", isRequired: true),
        .text("target", "Path below the working folder; default: the user's folder for the kind"),
    ]

    static let output = WrittenResult.output

    func call(_ arguments: Arguments, in context: ToolContext) async throws(SkillSplitError) -> ToolResult {
        let target = try arguments.text("target").map { text throws(SkillSplitError) in try TargetName.check(text) }
        return WrittenResult.result(try await workshop.checkOut(try arguments.text("component") ?? "", target))
    }
}

/// The result of a tool that wrote.
enum WrittenResult {
    static let output: [Parameter] = [.text("path", isRequired: true), .integer("files")]

    static func result(_ written: Workshop.Written) -> ToolResult {
        ToolResult(
            .fields([
                "path": .string(Clip.text(PathText.display(written.path), to: 1_000)), "files": .count(written.files),
            ])
        )
    }
}

/// The names of targets that a model may choose: what it read in a library must not lead it elsewhere.
enum TargetName {
    /// `text`, where it stays below the folder that the server runs in.
    static func check(_ text: String) throws(SkillSplitError) -> String {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isBelow = !text.isEmpty && !text.hasPrefix("/") && !text.hasPrefix("~") && !parts.contains("..")
        guard isBelow, !text.utf8.contains(0) else {
            throw SkillSplitError(
                .usage,
                "'\(Clip.text(text, to: 200))' is not below the working folder",
                remedy: "Give a relative path without '..'."
            )
        }
        return text
    }
}
