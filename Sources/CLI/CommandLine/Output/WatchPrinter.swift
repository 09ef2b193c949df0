import SkillSplitEngine
import SkillSplitHost

/// Prints what a watch does: a line for each file, or a JSON object for each event.
struct WatchPrinter: Sendable {
    let isJSON: Bool

    func show(_ event: Watcher.Event) {
        switch event {
        case .ready(let report, let folders, let isPolling): ready(report, folders, isPolling)
        case .changed(let report): changes(report)
        case .failed(let error): problem("failed", nil, error)
        }
    }

    private func ready(_ report: IngestReport, _ folders: Int, _ isPolling: Bool) {
        if isJSON {
            line(
                "ready",
                MetadataField("folders", .integer(Int64(folders))),
                MetadataField("polling", .bool(isPolling)),
                MetadataField("report", report.json(isDryRun: false))
            )
            return
        }
        IngestSummary(report: report, isDryRun: false, isQuiet: false, isVerbose: false).print()
        if isPolling {
            Output.note("The system does not tell of changes in all of these folders, so they are looked at regularly.")
        }
        Output.note("watching \(folders) folders; Ctrl-C ends it")
    }

    private func changes(_ report: IngestReport) {
        for path in report.storedFiles { file("stored", path) }
        for path in report.prunedFiles { file("pruned", path) }
        for failure in report.failed { problem("failed", failure.path, failure.detail) }
        for refusal in report.refusals { problem("refused", nil, refusal) }
        for sink in report.sinks {
            if let failure = sink.failure { problem("failed", sink.sink, failure) }
        }
        for warning in report.warnings {
            if isJSON {
                line("warning", MetadataField("message", .string(warning)))
            } else {
                Output.note("warning: \(warning)")
            }
        }
    }

    private func file(_ event: String, _ path: DocumentPath) {
        if isJSON {
            line(event, MetadataField("path", .string("\(path)")))
        } else {
            Output.line("\(event) \(path)")
        }
    }

    private func problem(_ event: String, _ subject: String?, _ error: SkillSplitError) {
        guard isJSON else { return Output.report(error) }
        line(
            event,
            MetadataField("path", subject.map { .string($0) } ?? .null),
            MetadataField("error", error.json)
        )
    }

    private func line(_ event: String, _ fields: MetadataField...) {
        Output.json(.object([MetadataField("event", .string(event))] + fields))
    }
}
