import SkillSplitEngine
import SkillSplitHost

/// A part of a file's text that fits into an answer.
enum TextPage {
    static let output: [Parameter] = [
        .text("text", isRequired: true), .integer("size"), .flag("lossy"), .nextCursor,
    ]

    /// The answer of a reading tool.
    ///
    /// - Parameters:
    ///   - positions: The sections to read; `nil` for a file without any.
    ///   - located: The file.
    ///   - arguments: Of the call, which may hold a cursor.
    ///   - tool: The name of the tool.
    ///   - context: The library and the budget.
    /// - Returns: The text, and the cursor of the rest.
    /// - Throws: ``SkillSplitError`` for bytes that are no text, and for a cursor of another call.
    static func read(
        _ positions: ClosedRange<Int>?,
        of located: LocatedSection,
        _ arguments: Arguments,
        _ tool: String,
        _ context: ToolContext
    ) async throws(SkillSplitError) -> ToolResult {
        let cursor = Cursor(tool, arguments, content: located.file.hash)
        let slice = SectionSlice(positions, of: located.sections)
        try refuseBytes(positions, located)
        let start = try cursor.offset(arguments.text("cursor"), through: slice.count)
        let bytes = try await slice.bytes(from: start, atMost: context.budget.bytes, located.file, context.library)
        // The text stands in the answer twice.
        let end = TextCut.length(of: bytes, costing: context.budget.contentBytes / 2)
        let text = String(decoding: bytes.prefix(end), as: UTF8.self)
        let next = start + end < slice.count ? cursor.text(offset: start + end) : nil
        let isLossy = !TextCut.isText(bytes.prefix(end))
        var blocks = [text]
        if isLossy { blocks.append("[Bytes that are not UTF-8 are shown as U+FFFD.]") }
        if let next { blocks.append("[\(slice.count - start - end) more bytes: call again with cursor \(next)]") }
        return ToolResult(
            .fields([
                "text": .string(text),
                "size": .count(slice.count),
                "lossy": isLossy ? .bool(true) : nil,
                "nextCursor": next.map { .string($0) },
            ]),
            text: blocks
        )
    }

    private static func refuseBytes(
        _ positions: ClosedRange<Int>?,
        _ located: LocatedSection
    ) throws(SkillSplitError) {
        let file = located.file
        let name = Clip.text("\(file.path)", to: 600)
        if let target = file.linkTarget {
            throw SkillSplitError(
                .usage,
                "'\(name)' is a link to '\(Clip.text(PathText.display(target), to: 600))'",
                remedy: "Read what it points to."
            )
        }
        guard let positions, located.sections[positions].contains(where: { $0.kind == .bytes }) else { return }
        throw SkillSplitError(
            .usage,
            "'\(name)' is not text but \(file.size) bytes",
            remedy: "Read it as the resource \(Clip.text(ResourceURI(path: file.path).text, to: 600))."
        )
    }
}
