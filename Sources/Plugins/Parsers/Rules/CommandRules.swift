import SkillSplitHost

/// The rules of Claude Code for commands that are written in Markdown.
enum CommandRules {
    static func check(_ command: MarkdownComponent, diagnostics: inout [Diagnostic]) {
        KeyRules(parser: "command", table: ClientFacts.commandKeys, reader: "Claude Code")
            .check(command.fields, diagnostics: &diagnostics) { command.range(of: $0) }
        for key in ["name", "paths"] where command[key] != nil {
            diagnostics.append(
                Diagnostic(
                    "command/ignored-key",
                    .note,
                    "a command's '\(key)' is ignored",
                    remedy: key == "name" ? "A command is called like its file." : nil,
                    range: command.range(of: key)
                )
            )
        }
        if command.frontMatterRange != nil, command.text("description") == nil {
            diagnostics.append(
                Diagnostic(
                    "command/no-description",
                    .note,
                    "the command has no description; its first line stands in for it",
                    remedy: "Add a description of up to 60 characters.",
                    range: command.frontMatterRange
                )
            )
        }
        if command.firstLine == nil {
            diagnostics.append(
                Diagnostic(
                    "command/empty",
                    .warning,
                    "the command says nothing",
                    remedy: "Write what to do below the front matter."
                )
            )
        }
        if command.input.probe.stem.utf8.contains(UInt8(ascii: ":")) {
            diagnostics.append(
                Diagnostic(
                    "command/colon-in-name",
                    .note,
                    "the file's name holds a colon, which Windows does not allow",
                    remedy: "Put the file into a folder that is called like the part before the colon."
                )
            )
        }
    }
}
