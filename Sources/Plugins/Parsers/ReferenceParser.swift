import SkillSplitFormats
public import SkillSplitHost

/// Parses references: documents that belong to a skill and are read on demand.
public struct ReferenceParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "reference",
        kind: .reference,
        summary: "References: documents inside a skill, or in a folder called references."
    )

    public static let examples = [
        ParserExample(
            "a reference of a skill",
            path: "skills/brew-tea/references/sorts.md",
            source: "# Sorts of tea\n\nGreen, black and white.\n\n## Green\n\n80 degrees.\n",
            sections: [.init(.heading, "Sorts of tea"), .init(.heading, "Green", depth: 2)],
            name: "Sorts of tea",
            description: "Green, black and white."
        ),
        ParserExample(
            "what looks like an agent is a reference inside a skill",
            path: "skills/brew-tea/agents/taster.md",
            source: "Taste it, then say what is missing.\n",
            sections: [.init(.preamble, "")],
            name: "taster",
            description: "Taste it, then say what is missing."
        ),
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        guard FileExtensions.documents.contains(probe.fileExtension), !probe.isAboutItsFolder else { return .none }
        let isReference = probe.folders.contains("references") || probe.foldersInSkill != nil
        return isReference && ContentSniffer.isText(probe.head) ? .byFolder : .none
    }

    public func context(of probe: Probe) -> [String]? {
        []
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        try ReadableDocument(input, parser: Self.manifest.id, diagnostics: &diagnostics).document()
    }
}
