public import SkillSplitHost

/// Parses `SKILL.md`: the head of a skill, whose folder holds its scripts, references and assets.
///
/// The rules are those of the Agent Skills standard; where Claude Code allows more, its extensions count as known.
public struct SkillParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "skill",
        kind: .skill,
        summary: "Skills: SKILL.md, at any depth, with front matter and Markdown.",
        componentMarkers: [ComponentMarker("SKILL.md")]
    )

    public static let examples = [
        ParserExample(
            "a skill with front matter",
            path: ".claude/skills/brew-tea/SKILL.md",
            source: """
                ---
                name: brew-tea
                description: Brews tea. Use when somebody asks for a hot drink.
                ---

                # Brew tea

                ## Water

                Bring it to 80 degrees.

                """,
            sections: [
                .init(.frontMatter, ""),
                .init(.preamble, ""),
                .init(.heading, "Brew tea"),
                .init(.heading, "Water", depth: 2),
            ],
            name: "brew-tea",
            description: "Brews tea. Use when somebody asks for a hot drink."
        ),
        ParserExample(
            "a skill without front matter is called like its folder",
            path: "skills/water-plants/SKILL.md",
            source: "# Water the plants\n\nOnce a week, in the morning.\n",
            sections: [.init(.heading, "Water the plants")],
            name: "water-plants",
            description: "Once a week, in the morning.",
            diagnostics: ["skill/no-name", "skill/no-description"]
        ),
        ParserExample(
            "a skill that breaks the rules for names",
            path: ".agents/skills/tidy-desk/SKILL.md",
            source: "---\nname: Tidy Desk\ndescription: Tidies the desk.\nversion: 2\n---\nTidy it.\n",
            sections: [.init(.frontMatter, ""), .init(.preamble, "")],
            name: "Tidy Desk",
            description: "Tidies the desk.",
            diagnostics: ["skill/unknown-key", "skill/name-format"]
        ),
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        if probe.name == "SKILL.md" { return .byName }
        guard probe.name.utf8.count == 8, probe.name.lowercased() == "skill.md" else { return .none }
        let isDescribed = HeadKeys.scan(probe.head)?.isSuperset(of: [.name, .description]) ?? false
        return isDescribed ? .byContent : .none
    }

    public func context(of probe: Probe) -> [String]? {
        [folder(of: probe) ?? ""]
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        let component = MarkdownComponent(input, parser: Self.manifest.id, diagnostics: &diagnostics)
        let folder = folder(of: input.probe)
        SkillRules.check(component, folder: folder, diagnostics: &diagnostics)
        return try component.document(
            name: component.text("name") ?? folder,
            description: component.text("description") ?? component.firstParagraph
        )
    }

    /// The name of the folder that the file lies in.
    private func folder(of probe: Probe) -> String? {
        probe.folders.last ?? probe.component?.folderName
    }
}
