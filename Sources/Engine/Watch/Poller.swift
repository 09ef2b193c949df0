import Synchronization

/// Signals a change at regular times; whoever listens finds out whether there was one.
final class Poller: Sendable {
    private let signal: ChangeSignal
    private let interval: Duration
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(_ signal: ChangeSignal, interval: Duration) {
        self.signal = signal
        self.interval = interval
    }

    var isRunning: Bool { task.withLock { $0 != nil } }

    /// - Returns: Whether it did not run before.
    func start() -> Bool {
        task.withLock { task in
            guard task == nil else { return false }
            task = Task { [signal, interval] in
                while (try? await Task.sleep(for: interval)) != nil { signal.send() }
            }
            return true
        }
    }

    func stop() {
        task.withLock { $0?.cancel() }
    }
}
