import SkillSplitFormats
public import SkillSplitHost

/// Parses what a skill brings to be read on demand: the Markdown and text below its folder.
public struct ReferenceParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "reference",
        kind: .reference,
        summary: "References: Markdown and text below a skill's folder, or in a folder called references."
    )

    public static let examples = [
        ParserExample(
            "a reference of a skill",
            path: "skills/brew-tea/references/kinds.md",
            source: "# Kinds\n\nGreen and black.\n",
            sections: [.init(.heading, "Kinds")],
            name: "Kinds",
            description: "Green and black."
        )
    ]

    private static let folders: Set<String> = ["references"]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        guard probe.isProse else { return .none }
        if let folders = probe.foldersInSkill, !probe.isAboutItsFolder || !folders.isEmpty { return .byFolder }
        return probe.folders.last.map(Self.folders.contains) == true ? .byFolder : .none
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        try Prose.document(of: input, parser: Self.manifest.id, diagnostics: &diagnostics)
    }
}
