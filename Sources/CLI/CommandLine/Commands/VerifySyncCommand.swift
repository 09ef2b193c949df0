import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct VerifySyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-sync",
        abstract: "Prove that two libraries hold the same, or name what differs.",
        discussion: """
            Compares path, kind, mode, link and content of every file by checksums; equal libraries cost one request. What
            cannot be read whole is an error, never a percentage. Status 0 only when both are equal.

              + only in the first    - only in the second    * in both, and different

            EXAMPLES
              skill-split verify-sync
              skill-split verify-sync --deep --json
              skill-split verify-sync --from sqlite:a.db --to sqlite:b.db --summary-only
            """
    )

    @Option(
        name: [.customLong("from"), .customLong("library"), .customLong("db")],
        help: ArgumentHelp("The first library. Default: the one of the settings.", valueName: "url")
    )
    var from: String?

    @Option(help: ArgumentHelp("The second library.", valueName: "url"))
    var to = "supabase:"

    @Flag(help: "Name no files.")
    var summaryOnly = false

    @Flag(help: "Name every file that differs, instead of ten of each sort.")
    var verbose = false

    @Flag(help: "Compute every checksum from the content instead of trusting what was stored with it.")
    var deep = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let left = try await LibraryOptions(library: from).open()
        let right = try await LibraryOptions(library: to).open()
        let report = try await LibraryComparison(left, right).run(deep: deep)
        try await left.finish()
        try await right.finish()
        if output.json {
            Output.json(report.json(isDeep: deep))
        } else {
            print(report)
        }
        if !report.isEqual { throw ExitStatus.findings }
    }

    private func print(_ report: LibraryComparison.Report) {
        Output.line("first \(report.leftCount) files, second \(report.rightCount) files")
        for (mark, paths, what) in [
            ("=", [], "\(report.matched) the same"),
            ("+", report.onlyLeft, "\(report.onlyLeft.count) only in the first"),
            ("-", report.onlyRight, "\(report.onlyRight.count) only in the second"),
            ("*", report.differing, "\(report.differing.count) different"),
        ] {
            Output.line("\(mark) \(what)")
            guard !summaryOnly else { continue }
            let shown = verbose ? paths[...] : paths.prefix(10)
            for path in shown { Output.line("    \(mark) \(TerminalText.sanitised("\(path)"))") }
            if shown.count < paths.count { Output.line("    … \(paths.count - shown.count) more with --verbose") }
        }
        Output.line("\(report.percentageText) % in sync (\(report.matched) of \(report.union) files)")
    }
}

extension LibraryComparison.Report {
    /// With two decimals, rounded down: 100.00 means all.
    var percentageText: String {
        guard union > 0 else { return "100.00" }
        let hundredths = matched * 10_000 / union
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    fileprivate func json(isDeep: Bool) -> MetadataValue {
        .object([
            MetadataField("equal", .bool(isEqual)),
            MetadataField("deep", .bool(isDeep)),
            MetadataField("percentage", .number(percentage)),
            MetadataField("from_files", .integer(Int64(leftCount))),
            MetadataField("to_files", .integer(Int64(rightCount))),
            MetadataField("union", .integer(Int64(union))),
            MetadataField("matched", .integer(Int64(matched))),
            MetadataField("only_from", .paths(onlyLeft)),
            MetadataField("only_to", .paths(onlyRight)),
            MetadataField("differing", .paths(differing)),
        ])
    }
}
