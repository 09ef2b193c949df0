import SkillSplitHost

/// The URI templates that stand for all resources; a list of one for each file would be too long for any client.
enum ResourceTemplates {
    static let section = "skill-split://{path}#{address}"
    static let skill = "skill://{path}/SKILL.md"

    static func json(for revision: Revision) -> MetadataValue {
        .array([
            .fields([
                "uriTemplate": .string(section),
                "name": .string("section"),
                "title": revision.hasStructuredContent ? .string("A section, or a file without #address") : nil,
                "description": .string("Part of any file of the library, byte for byte."),
            ]),
            .fields([
                "uriTemplate": .string(skill),
                "name": .string("skill"),
                "title": revision.hasStructuredContent ? .string("A skill") : nil,
                "description": .string("A skill by its folder; its other files lie beside SKILL.md."),
                "mimeType": .string("text/markdown"),
            ]),
        ])
    }
}
