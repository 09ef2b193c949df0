import SkillSplitEngine
import SkillSplitHost

/// The report of a sync, for people.
struct SyncSummary {
    let report: SyncReport
    let isDryRun: Bool

    func print() {
        for file in report.failed { Output.report(file.detail) }
        for (mark, paths) in [
            ("pushed", report.pushed), ("pulled", report.pulled), ("deleted here", report.deletedHere),
            ("deleted there", report.deletedThere), ("changed meanwhile", report.overtaken),
        ] {
            for path in paths { Output.line("\(mark): \(TerminalText.sanitised("\(path)"))") }
        }
        for conflict in report.conflicts {
            let copy = conflict.copy.map { ", this side's version is \($0)" } ?? ""
            Output.line(
                TerminalText.sanitised(
                    "conflict: \(conflict.path): \(isDryRun ? "both changed" : conflict.text)\(copy)"
                )
            )
        }
        let verb = isDryRun ? "would be " : ""
        Output.line(
            "\(report.unchanged) unchanged; \(verb)pushed \(report.pushed.count), pulled \(report.pulled.count), "
                + "deleted here \(report.deletedHere.count), there \(report.deletedThere.count); "
                + "conflicts \(report.conflicts.count), failed \(report.failed.count)"
        )
        if !report.overtaken.isEmpty { Output.note("run the command again for what changed meanwhile") }
    }
}

extension SyncReport.Conflict {
    fileprivate var text: String {
        switch resolution {
        case .merged: "merged"
        case .keptBoth: "both kept"
        case .local: "this side's version stays"
        case .remote: "the other side's version stays"
        case .left: "left as it is"
        }
    }
}

extension SyncReport {
    func json(isDryRun: Bool) -> MetadataValue {
        .object([
            MetadataField("dry_run", .bool(isDryRun)),
            MetadataField("complete", .bool(isComplete)),
            MetadataField("unchanged", .integer(Int64(unchanged))),
            MetadataField("pushed", .paths(pushed)),
            MetadataField("pulled", .paths(pulled)),
            MetadataField("deleted_here", .paths(deletedHere)),
            MetadataField("deleted_there", .paths(deletedThere)),
            MetadataField("overtaken", .paths(overtaken)),
            MetadataField(
                "conflicts",
                .array(
                    conflicts.map { conflict in
                        .object(
                            conflict.path.jsonFields + [
                                MetadataField("resolution", .string(conflict.resolution.rawValue)),
                                MetadataField("copy", .optional(conflict.copy.map { "\($0)" })),
                            ]
                        )
                    }
                )
            ),
            MetadataField(
                "failures",
                .array(
                    failed.map { file in
                        .object([MetadataField("path", .string(file.path)), MetadataField("error", file.detail.json)])
                    }
                )
            ),
        ])
    }
}
