import SkillSplitEngine
import SkillSplitHost

/// The report of an ingest, for people.
struct IngestSummary {
    let report: IngestReport
    let isDryRun: Bool
    let isQuiet: Bool
    let isVerbose: Bool

    func print() {
        for warning in report.warnings { Output.note("warning: \(warning)") }
        for file in report.failed { Output.report(file.detail) }
        for refusal in report.refusals { Output.report(refusal) }
        for sink in report.sinks {
            guard let failure = sink.failure else { continue }
            Output.note("sink \(sink.sink) failed:")
            Output.report(failure)
        }
        if isVerbose { details() }
        guard !isQuiet else { return }
        Output.line(
            "\(Output.counted(report.met, "file")) met: \(report.stored) \(isDryRun ? "would be " : "")stored, "
                + "\(report.unchanged) unchanged, \(report.skippedCount) skipped, \(report.failed.count) failed"
        )
        if report.pruned > 0 { Output.line("\(report.pruned) \(isDryRun ? "would be " : "")pruned") }
        for (rule, count) in report.skipped.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            Output.line("  skipped \(count) by \(rule)")
        }
        for sink in report.sinks {
            Output.line(
                "\(sink.sink): \(sink.inserted) inserted, \(sink.updated) updated, \(sink.unchanged) unchanged"
                    + (sink.rejected > 0 ? ", \(sink.rejected) rejected" : "")
                    + (sink.renamed > 0 ? ", \(sink.renamed) renamed" : "")
                    + (sink.deleted > 0 ? ", \(sink.deleted) deleted" : "")
            )
        }
        if !isVerbose { findings() }
    }

    private func details() {
        for file in report.skippedFiles { Output.note("skipped \(file.path): \(file.detail)") }
        for file in report.diagnostics {
            Output.note("\(file.detail.severity.rawValue): \(file.path): \(file.detail.summary) [\(file.detail.rule)]")
            if let remedy = file.detail.remedy { Output.note("    \(remedy)") }
        }
    }

    private func findings() {
        let counts = Dictionary(grouping: report.diagnostics, by: \.detail.severity).mapValues(\.count)
        let parts = [Diagnostic.Severity.error, .warning, .note].compactMap { severity in
            counts[severity].map { Output.counted($0, severity.rawValue) }
        }
        if !parts.isEmpty { Output.note("\(parts.joined(separator: ", ")) about files; see them with --verbose") }
    }
}

extension IngestReport {
    func json(isDryRun: Bool) -> MetadataValue {
        .object([
            MetadataField("dry_run", .bool(isDryRun)),
            MetadataField("met", .integer(Int64(met))),
            MetadataField("stored", .integer(Int64(stored))),
            MetadataField("unchanged", .integer(Int64(unchanged))),
            MetadataField("skipped", .integer(Int64(skippedCount))),
            MetadataField("failed", .integer(Int64(failed.count))),
            MetadataField("pruned", .integer(Int64(pruned))),
            MetadataField("sections", .integer(Int64(sections))),
            MetadataField("bytes", .integer(Int64(bytes))),
            MetadataField("kinds", .counts(kinds.map { ($0.rawValue, $1) })),
            MetadataField("skipped_by_rule", .counts(skipped.map { ($0, $1) })),
            MetadataField(
                "skipped_files",
                .array(
                    skippedFiles.map { file in
                        .object([
                            MetadataField("path", .string(file.path)), MetadataField("rule", .string(file.detail)),
                        ])
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
            MetadataField(
                "diagnostics",
                .array(
                    diagnostics.map { file in
                        .object([MetadataField("path", .string(file.path))] + file.detail.jsonFields())
                    }
                )
            ),
            MetadataField("refusals", .array(refusals.map(\.json))),
            MetadataField("warnings", .array(warnings.map { .string($0) })),
            MetadataField("sinks", .array(sinks.map(\.json))),
        ])
    }
}

extension SinkReport {
    fileprivate var json: MetadataValue {
        .object([
            MetadataField("sink", .string(sink)),
            MetadataField("inserted", .integer(Int64(inserted))),
            MetadataField("updated", .integer(Int64(updated))),
            MetadataField("unchanged", .integer(Int64(unchanged))),
            MetadataField("rejected", .integer(Int64(rejected))),
            MetadataField("deleted", .integer(Int64(deleted))),
            MetadataField("renamed", .integer(Int64(renamed))),
            MetadataField("failure", failure?.json ?? .null),
        ])
    }
}

extension MetadataValue {
    fileprivate static func counts(_ pairs: [(String, Int)]) -> MetadataValue {
        .object(pairs.sorted { $0.0 < $1.0 }.map { MetadataField($0.0, .integer(Int64($0.1))) })
    }
}
