import SkillSplitHost

/// The rules of the clients for instructions that they read by themselves.
enum DocumentationRules {
    static func check(_ document: MarkdownComponent, diagnostics: inout [Diagnostic]) {
        let probe = document.input.probe
        if probe.fileExtension == "mdc" {
            checkTypes(document, ClientFacts.cursorRuleKeys, reader: "Cursor", diagnostics: &diagnostics)
        } else if probe.name.hasSuffix(".instructions.md") {
            checkInstructions(document, diagnostics: &diagnostics)
        } else if KindFolder.of(probe)?.role == .rules {
            checkTypes(document, ClientFacts.ruleKeys, reader: "Claude Code", diagnostics: &diagnostics)
        } else if probe.name == "CLAUDE.md" {
            checkLength(document, diagnostics: &diagnostics)
        }
    }

    private static func checkTypes(
        _ document: MarkdownComponent,
        _ table: [String: ValueRule],
        reader: String,
        diagnostics: inout [Diagnostic]
    ) {
        KeyRules(parser: "documentation", table: table, reader: reader)
            .check(document.fields, diagnostics: &diagnostics) { document.range(of: $0) }
    }

    private static func checkInstructions(_ document: MarkdownComponent, diagnostics: inout [Diagnostic]) {
        for key in ["applyTo", "description"] where document.text(key) == nil {
            diagnostics.append(
                Diagnostic(
                    "documentation/missing-key",
                    .warning,
                    "the instructions have no '\(key)'",
                    remedy: "Add it to the front matter.",
                    range: document.frontMatterRange
                )
            )
        }
    }

    private static func checkLength(_ document: MarkdownComponent, diagnostics: inout [Diagnostic]) {
        let lines = document.input.source.bytes.count { $0 == UInt8(ascii: "\n") }
        guard lines > 200 else { return }
        diagnostics.append(
            Diagnostic(
                "documentation/long-memory",
                .note,
                "CLAUDE.md has \(lines) lines, and all of them are read in every session",
                remedy: "Keep it below 200 lines; move the rest to files in .claude/rules or to skills."
            )
        )
    }
}
