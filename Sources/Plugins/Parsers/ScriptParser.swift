import SkillSplitFormats
public import SkillSplitHost

/// Parses scripts and other source code into definitions.
public struct ScriptParser: ParserPlugin {
    public static let manifest = PluginManifest.parser(
        id: "script",
        kind: .script,
        summary: "Scripts: source code by its extension, or a file that starts with #!."
    )

    public static let examples = [
        ParserExample(
            "a file without definitions",
            path: "scripts/greet.sh",
            source: "#!/bin/sh\necho hello\n",
            sections: [.init(.text, "greet.sh")],
            name: "greet.sh"
        )
    ]

    private static let extensions: Set<String> = [
        "py", "sh", "bash", "zsh", "js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "rb", "pl", "pm", "go", "rs",
        "lua", "ps1", "php", "swift", "c", "h", "cc", "cpp", "hpp", "cs", "java", "kt", "scala", "sql", "r", "jl",
        "awk",
        "tcl", "ex", "exs", "erl", "hs", "ml", "vim", "css", "scss", "vue", "svelte", "dart", "proto", "mk", "cmake",
    ]

    public init(options: NoOptions) {}

    public func claim(_ probe: Probe) -> Claim {
        if Self.extensions.contains(probe.fileExtension) { return .byExtension }
        return probe.fileExtension.isEmpty && probe.head.starts(with: "#!".utf8) ? .byContent : .none
    }

    public func parse(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        let code = CodeSplitter().split(input.source, fileName: input.probe.name, diagnostics: &diagnostics)
        return try Document(
            source: input.source,
            sections: code.sections,
            metadata: Metadata(
                name: input.probe.name,
                fields: code.language.map { [MetadataField("language", .string($0))] } ?? []
            )
        )
    }
}
