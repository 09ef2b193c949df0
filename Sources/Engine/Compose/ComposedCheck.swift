import SkillSplitHost

/// Reads a composed file as an ingest would.
struct ComposedCheck {
    let registry: PluginRegistry

    /// The record of the file.
    ///
    /// - Throws: ``SkillSplitError`` where the parser finds an error, or other headings than `headings`.
    func record(
        of bytes: [UInt8],
        kind: ComponentKind,
        title: String,
        _ headings: [ComposedHeading]
    ) throws(SkillSplitError) -> Record {
        let record = try RecordMaker(registry).record(of: bytes, .init(path: try Self.path(of: kind, title)))
        if let error = record.diagnostics.first(where: { $0.severity == .error }) {
            throw SkillSplitError(
                .usage,
                "the composed \(kind.rawValue) would not be valid: \(error.summary)",
                remedy: error.remedy ?? "Choose other sections, or give --title and --description."
            )
        }
        let found = record.document.sections.compactMap { section in
            section.headingLevel.map { ComposedHeading(title: section.title, level: $0) }
        }
        guard found == headings else {
            let missing = headings.first { !found.contains($0) }?.title ?? title
            throw SkillSplitError(
                .usage,
                "the section '\(missing)' would not be one in the composed file",
                remedy:
                    "A section before it opens a fence, a comment or a tag that nothing closes; take it with what is "
                    + "nested in it, or leave it out."
            )
        }
        return record
    }

    /// Where a component of the kind stands, so that its parser takes it.
    private static func path(of kind: ComponentKind, _ title: String) throws(SkillSplitError) -> DocumentPath {
        let name = ComposedFrontMatter.name(title)
        switch kind {
        case .skill: return try DocumentPath("composed/.claude/skills/\(name)/SKILL.md")
        case .command: return try DocumentPath("composed/.claude/commands/\(name).md")
        case .agent: return try DocumentPath("composed/.claude/agents/\(name).md")
        case .outputStyle: return try DocumentPath("composed/.claude/output-styles/\(name).md")
        case .reference: return try DocumentPath("composed/references/\(name).md")
        case .documentation: return try DocumentPath("composed/docs/\(name).md")
        default:
            throw SkillSplitError(
                .usage,
                "a component of the kind '\(kind.rawValue)' is not made of sections of text",
                remedy: "Choose skill, command, agent, output_style, reference or documentation."
            )
        }
    }
}
