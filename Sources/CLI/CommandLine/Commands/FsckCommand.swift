import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct FsckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fsck",
        abstract: "Check a library's structure, hashes, index and cache, and mend it.",
        discussion: """
            Reads every byte. Each finding says what is affected, and the command that mends it; what a repair cannot
            mend without the original files is marked, so that the next ingest writes it anew.

            EXIT STATUS
              0  sound, or mended    2  findings that are left

            EXAMPLES
              skill-split fsck
              skill-split fsck --repair
            """
    )

    @Flag(help: "Mend what can be mended.")
    var repair = false

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await library.open(repair ? .write : .read, as: (any SelfChecking).self) { _ in
            SkillSplitError(
                .usage,
                "this library cannot check itself",
                remedy: "Use 'skill-split verify', which reads every file back."
            )
        }
        let findings = try await session.check(repair: repair)
        try await session.finish()
        if output.json {
            Output.json(.object([MetadataField("findings", .array(findings.map(Self.json)))]))
        } else {
            for finding in findings {
                let state = finding.isRepaired ? "repaired" : finding.severity.rawValue
                Output.line("\(state): \(TerminalText.sanitised(finding.summary)) [\(finding.rule)]")
                if !finding.isRepaired { Output.line("    \(TerminalText.sanitised(finding.remedy))") }
            }
            Output.note(findings.isEmpty ? "clean" : "\(findings.count) findings")
        }
        if findings.contains(where: { !$0.isRepaired && $0.severity > .note }) { throw ExitStatus.findings }
    }

    private static func json(_ finding: Finding) -> MetadataValue {
        .object([
            MetadataField("rule", .string(finding.rule)),
            MetadataField("severity", .string(finding.severity.rawValue)),
            MetadataField("summary", .string(finding.summary)),
            MetadataField("remedy", .string(finding.remedy)),
            MetadataField("repaired", .bool(finding.isRepaired)),
        ])
    }
}
