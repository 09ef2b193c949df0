import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps a parser that crashes or hangs from taking the other files with it.
///
/// Parsers run in this process, at full speed. Each thread notes in shared memory which file it works on. When a thread
/// crashes there, or takes too long, the process starts itself again in its own place (`execve`) with the file's name in
/// an environment variable, and keeps parsers away from that file. What was committed before is unchanged for the new
/// run. Nothing else is needed, since a library survives a kill at any moment.
public final class ParserIsolation: Sendable {
    /// A process has one set of signal handlers.
    private static let process = ParserIsolation()

    let quarantine: Quarantine
    let desks = ParserDesks()
    private let restart: ProcessRestart
    private let isInstalled = Atomic(false)

    private init() {
        restart = ProcessRestart(variable: "SKILL_SPLIT_QUARANTINE")
        quarantine = Quarantine(restart.inherited)
    }

    /// Guards the parsers of this process from here on.
    ///
    /// - Parameter timeout: How many seconds a parser may take for one file; the first call decides.
    /// - Returns: The guard, for an ``Ingestor``.
    public static func install(timeout: Int) -> ParserIsolation {
        let isFirst = process.isInstalled.compareExchange(
            expected: false,
            desired: true,
            ordering: .acquiringAndReleasing
        ).exchanged
        if isFirst {
            CrashSignals.install { number in
                ParserIsolation.process.crash(number)
                CrashSignals.resume(number)
            }
            process.watchClock(timeout)
        }
        return process
    }

    /// A desk for the parsers that the calling thread runs.
    func desk() -> ParserDesk? {
        ParserDesk(desks)
    }

    /// Starts again without the file that this thread works on; returns where it works on none.
    ///
    /// Runs in a signal handler: atomics, memory that is there already, and system calls only.
    private func crash(_ number: Int32) {
        guard let work = desks.ofThisThread else { return }
        restart.run(cause: UInt8(ascii: "s"), number: Int(number)) { desks.copyText(of: work, to: $0) }
    }

    /// Starts again without a file that takes too long.
    private func watchClock(_ timeout: Int) {
        // A thread of its own: parsers that hang may hold all that others share.
        BackgroundThread.start { [desks, restart] in
            let limit = Int64(timeout) * 1_000_000_000
            while true {
                usleep(useconds_t(min(250_000, max(10_000, timeout * 100_000))))
                guard let work = desks.first(startedBefore: MonotonicClock.now - limit) else { continue }
                restart.run(cause: UInt8(ascii: "t"), number: timeout) { desks.copyText(of: work, to: $0) }
            }
        }
    }
}
