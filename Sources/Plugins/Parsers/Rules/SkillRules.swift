import SkillSplitHost

/// The rules of the Agent Skills standard and of Claude Code for `SKILL.md`.
enum SkillRules {
    static func check(_ skill: MarkdownComponent, folder: String?, diagnostics: inout [Diagnostic]) {
        checkFile(skill, diagnostics: &diagnostics)
        KeyRules(parser: "skill", table: ClientFacts.skillKeys, reader: "neither the standard nor Claude Code")
            .check(skill.fields, diagnostics: &diagnostics) { skill.range(of: $0) }
        checkName(skill, folder: folder, diagnostics: &diagnostics)
        checkDescription(skill, diagnostics: &diagnostics)
        checkLength(of: "compatibility", limit: 500, in: skill, diagnostics: &diagnostics)
    }

    private static func checkFile(_ skill: MarkdownComponent, diagnostics: inout [Diagnostic]) {
        if skill.input.probe.name != "SKILL.md" {
            diagnostics.append(
                Diagnostic(
                    "skill/file-name",
                    .warning,
                    "the file is called '\(skill.input.probe.name)'; most clients look for 'SKILL.md' alone",
                    remedy: "Rename it to SKILL.md."
                )
            )
        }
        let lines = skill.input.source.bytes[skill.bodyOffset...].count { $0 == UInt8(ascii: "\n") }
        if lines > 500 {
            diagnostics.append(
                Diagnostic(
                    "skill/long-body",
                    .note,
                    "the body has \(lines) lines; all of them are read whenever the skill is used",
                    remedy: "Move what is seldom needed to files in references/, and keep the body below 500 lines."
                )
            )
        }
    }

    private static func checkName(_ skill: MarkdownComponent, folder: String?, diagnostics: inout [Diagnostic]) {
        guard let name = skill.text("name") else {
            diagnostics.append(
                Diagnostic(
                    "skill/no-name",
                    .warning,
                    "the skill has no name; the standard requires one, Claude Code takes that of the folder",
                    remedy: folder.map { "Add 'name: \($0)' to the front matter." },
                    range: skill.frontMatterRange
                )
            )
            return
        }
        let range = skill.range(of: "name")
        if name.unicodeScalars.count > 64 {
            diagnostics.append(
                Diagnostic("skill/name-length", .warning, "the name is longer than 64 characters", range: range)
            )
        } else if !isWellFormed(name) {
            diagnostics.append(
                Diagnostic(
                    "skill/name-format",
                    .warning,
                    "'\(name)' is no name for a skill",
                    remedy: "Use lower-case letters and digits, with single hyphens between them.",
                    range: range
                )
            )
        } else if let folder, name != folder {
            diagnostics.append(
                Diagnostic(
                    "skill/name-folder",
                    .warning,
                    "the skill is called '\(name)', its folder '\(folder)'; the standard wants them equal",
                    remedy: "Rename one of them.",
                    range: range
                )
            )
        }
    }

    private static func checkDescription(_ skill: MarkdownComponent, diagnostics: inout [Diagnostic]) {
        guard let description = skill.text("description") else {
            diagnostics.append(
                Diagnostic(
                    "skill/no-description",
                    .warning,
                    "the skill has no description, so that an assistant cannot tell when to use it",
                    remedy: "Add a description that says what the skill does and when to use it.",
                    range: skill.frontMatterRange
                )
            )
            return
        }
        checkLength(of: "description", limit: 1024, in: skill, diagnostics: &diagnostics)
        if description.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }) {
            diagnostics.append(
                Diagnostic(
                    "skill/description-markup",
                    .note,
                    "the description holds '<' or '>', which an upload to claude.ai refuses",
                    range: skill.range(of: "description")
                )
            )
        }
    }

    /// Limits count code points.
    private static func checkLength(
        of key: String,
        limit: Int,
        in skill: MarkdownComponent,
        diagnostics: inout [Diagnostic]
    ) {
        guard let text = skill.text(key) else { return }
        let count = text.unicodeScalars.count
        guard count > limit else { return }
        diagnostics.append(
            Diagnostic(
                "skill/\(key)-length",
                .warning,
                "the \(key) has \(count) characters, more than the \(limit) that the standard allows",
                remedy: "Shorten it.",
                range: skill.range(of: key)
            )
        )
    }

    /// Letters without an upper case of their own, digits and single hyphens inside.
    private static func isWellFormed(_ name: String) -> Bool {
        var previous: Character = "-"
        for character in name {
            let isHyphen = character == "-"
            guard isHyphen || character.isLetter || character.isNumber else { return false }
            guard !character.isUppercase, !(isHyphen && previous == "-") else { return false }
            previous = character
        }
        return previous != "-"
    }
}
