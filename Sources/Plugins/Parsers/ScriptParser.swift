import SkillSplitFormats
public import SkillSplitHost

/// Parses scripts and other source code: a section for each class, function and type.
public struct ScriptParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "script",
        kind: .script,
        summary: "Scripts and source code, split at their definitions."
    )

    public static let examples = [
        ParserExample(
            "a script of a skill",
            path: "skills/brew-tea/scripts/timer.py",
            source: """
                import time

                def wait(minutes):
                    time.sleep(60 * minutes)


                def ring():
                    print("ready")

                """,
            sections: [.init(.preamble, ""), .init(.definition, "wait"), .init(.definition, "ring")],
            name: "timer.py"
        ),
        ParserExample(
            "a shebang makes a script of a file without an extension",
            path: "bin/water",
            source: "#!/bin/sh\nset -e\n\npour() {\n    echo \"pouring\"\n}\n\npour\n",
            sections: [.init(.preamble, ""), .init(.definition, "pour"), .init(.text, "pour")],
            name: "water"
        ),
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        if FileExtensions.code.contains(probe.fileExtension) { return .byExtension }
        if probe.head.starts(with: "#!".utf8) { return .byContent }
        guard probe.fileExtension.isEmpty || probe.fileExtension == "txt" else { return .none }
        if FileExtensions.codeNames.contains(probe.name.lowercased()) { return .byFolder }
        let isAmongScripts = ["scripts", "bin", "hooks"].contains(probe.folders.last)
        guard probe.isExecutable || isAmongScripts, probe.fileExtension.isEmpty, !probe.isAboutItsFolder else {
            return .none
        }
        return ContentSniffer.isText(probe.head) ? .byFolder : .none
    }

    public func context(of probe: Probe) -> [String]? {
        []
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        if let whole = UnreadableText.document(of: input, parser: Self.manifest.id, diagnostics: &diagnostics) {
            return whole
        }
        let code = CodeSplitter().split(input.source, fileName: input.probe.name, diagnostics: &diagnostics)
        let fields = code.language.map { [MetadataField("language", .string($0))] } ?? []
        return try Document(
            source: input.source,
            sections: code.sections,
            metadata: Metadata(name: input.probe.name, fields: fields)
        )
    }
}
