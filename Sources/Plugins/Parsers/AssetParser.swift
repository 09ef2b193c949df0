import SkillSplitFormats
public import SkillSplitHost

/// Parses assets: images, fonts, archives and all other bytes that have no sections.
public struct AssetParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "asset",
        kind: .asset,
        summary: "Assets: images, fonts, archives, and all else that is not text."
    )

    public static let examples = [
        ParserExample(
            "an image is one section of bytes",
            path: "skills/brew-tea/assets/cup.png",
            source: "\u{0}\u{1}\u{2}\u{3}",
            sections: [.init(.bytes, "cup.png")],
            name: "cup.png"
        ),
        ParserExample(
            "an SVG is an image that is text",
            path: "assets/leaf.svg",
            source: "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
            sections: [.init(.text, "leaf.svg")],
            name: "leaf.svg"
        ),
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        if !ContentSniffer.isText(probe.head) { return .byContent }
        return FileExtensions.assets.contains(probe.fileExtension) ? .byExtension : .none
    }

    public func context(of probe: Probe) -> [String]? {
        []
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        let kind: Section.Kind = ContentSniffer.isText(input.probe.head) ? .text : .bytes
        let metadata = Metadata(name: input.probe.name)
        return Document(whole: input.source, kind: kind, title: input.probe.name, metadata: metadata)
    }
}
