/// Says that something changed in folders, not what: whoever listens looks at the tree again.
///
/// Listens by inotify, and looks again and again where there is none or a folder cannot be watched.
final class FolderEvents: Sendable {
    let signal = ChangeSignal()

    private let poller: Poller
    #if os(Linux)
        private let inotify: Inotify?
    #endif

    /// - Parameter interval: How often to look where the system does not tell.
    init(interval: Duration = .seconds(1)) {
        poller = Poller(signal, interval: interval)
        #if os(Linux)
            inotify = Inotify(signal)
        #endif
    }

    deinit {
        stop()
    }

    /// Whether some folder has to be looked at again and again.
    var isPolling: Bool { poller.isRunning }

    /// Also listens to changes of the entries of `folder`.
    ///
    /// - Parameters:
    ///   - folder: An absolute path without links.
    ///   - ignored: Entries whose changes do not count.
    /// - Returns: Whether it was not watched before, so that something may have changed unseen.
    func watch(_ folder: [UInt8], ignoring ignored: [[UInt8]] = []) -> Bool {
        #if os(Linux)
            switch inotify?.watch(folder, ignoring: ignored) {
            case .added?: return true
            case .known?, .gone?: return false
            case .refused?, nil: break
            }
        #endif
        return poller.start()
    }

    func stop() {
        poller.stop()
        #if os(Linux)
            inotify?.stop()
        #endif
        signal.finish()
    }
}
