import SkillSplitEngine
import Synchronization

/// Progress on standard error: a bar on a terminal, else a line for each tenth.
final class ProgressMeter: Sendable {
    private struct State {
        var collection = ""
        var tenths = 0
        var isShown = false
        var redrawn: ContinuousClock.Instant?
    }

    private static let interval: Duration = .milliseconds(100)

    private let isTerminal = Output.errorIsTerminal
    private let state = Mutex(State())

    func show(_ progress: IngestProgress) {
        state.withLock { state in
            if isTerminal {
                draw(progress, &state)
            } else {
                log(progress, &state)
            }
        }
    }

    /// Takes the bar away.
    func clear() {
        state.withLock { state in
            if state.isShown { Output.noteInPlace("\r\u{1B}[K") }
            state.isShown = false
        }
    }

    private func draw(_ progress: IngestProgress, _ state: inout State) {
        let now = ContinuousClock.now
        if let last = state.redrawn, now - last < Self.interval, progress.done < progress.total { return }
        let filled = progress.done * 30 / max(1, progress.total)
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
        Output.noteInPlace("\r\u{1B}[K\(progress.collection) [\(bar)] \(progress.done)/\(progress.total)")
        state.redrawn = now
        state.isShown = true
    }

    private func log(_ progress: IngestProgress, _ state: inout State) {
        if state.collection != progress.collection {
            state.collection = progress.collection
            state.tenths = 0
        }
        let tenths = progress.done * 10 / max(1, progress.total)
        guard tenths > state.tenths, progress.total > Ingestor.smallRun else { return }
        state.tenths = tenths
        Output.note("\(progress.collection): \(tenths * 10) % of \(progress.total) files")
    }
}
