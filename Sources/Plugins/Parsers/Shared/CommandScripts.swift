import SkillSplitFormats
import SkillSplitHost

/// Commands that are not written in Markdown.
enum CommandScripts {
    /// A command of Gemini CLI: `prompt` is required.
    static func parseTOML(
        _ input: ParseInput,
        name: String,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        let toml = TOMLDocument(input.source.bytes)
        if toml["prompt"] == nil {
            diagnostics.append(
                Diagnostic(
                    "command/no-prompt",
                    .error,
                    "the command has no prompt, so that Gemini CLI does not load it",
                    remedy: "Add prompt = \"…\" before the first table."
                )
            )
        }
        return try Document(
            source: input.source,
            sections: toml.sections,
            metadata: Metadata(name: name, description: toml["description"], fields: toml.fields)
        )
    }

    /// A workflow of Claude Code: a script that exports what it is called in `meta`.
    static func parseWorkflow(
        _ input: ParseInput,
        diagnostics: inout [Diagnostic]
    ) throws(SkillSplitError) -> Document {
        let code = CodeSplitter().split(input.source, fileName: input.probe.name, diagnostics: &diagnostics)
        let meta = WorkflowMeta.read(input.source.bytes)
        if meta.name == nil || meta.description == nil {
            diagnostics.append(
                Diagnostic(
                    "command/incomplete-meta",
                    .warning,
                    "the workflow's meta has no \(meta.name == nil ? "name" : "description")",
                    remedy: "Export const meta = { name: '…', description: '…' }."
                )
            )
        }
        return try Document(
            source: input.source,
            sections: code.sections,
            metadata: Metadata(
                name: meta.name ?? input.probe.stem,
                description: meta.description,
                fields: code.language.map { [MetadataField("language", .string($0))] } ?? []
            )
        )
    }

    /// Whether a script that starts with `head` exports a `meta`.
    static func exportsMeta(_ head: ArraySlice<UInt8>) -> Bool {
        head.withUnsafeBufferPointer { WorkflowMeta.start(in: $0) != nil }
    }
}
