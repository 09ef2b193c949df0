import SkillSplitFormats
public import SkillSplitHost

/// Keeps bytes that belong to a component and have no sections: images, fonts, archives.
public struct AssetParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "asset",
        kind: .asset,
        summary: "Assets: bytes that are not text, kept whole."
    )

    public static let examples = [
        ParserExample(
            "bytes that are not text",
            path: "skills/brew-tea/assets/leaf.bin",
            source: "\0\u{1}\u{2}leaf",
            sections: [.init(.bytes, "leaf.bin")],
            name: "leaf.bin"
        )
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        ContentSniffer.isText(probe.head) ? .none : .byContent
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        try Document(
            source: input.source,
            sections: OpaqueBytes.split(input.source, title: input.probe.name),
            metadata: Metadata(name: input.probe.name)
        )
    }
}
