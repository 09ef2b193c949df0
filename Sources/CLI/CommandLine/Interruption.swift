import Dispatch
import SkillSplitHost
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Lets a command that runs until it is stopped end cleanly.
enum Interruption {
    /// Where the handler of the signals writes; -1 before there is one.
    private static let bell = Atomic<Int32>(-1)

    /// Runs `body` in a task that the first SIGINT or SIGTERM cancels; a second one ends the process.
    ///
    /// A signal is heard from before `body` starts, and stays in a pipe until someone listens: a signal source of Dispatch
    /// is deaf until it has been registered, some time after it was made.
    static func cancelling(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let ends = try pipe()
        bell.store(ends.writing, ordering: .releasing)
        for number in [SIGINT, SIGTERM] { ringBell(on: number) }
        let task = Task { try await body() }
        let listener = DispatchSource.makeReadSource(fileDescriptor: ends.reading, queue: .global())
        listener.setEventHandler {
            task.cancel()
            listener.cancel()
        }
        listener.activate()
        defer { listener.cancel() }
        try await task.value
    }

    /// The pipe stays open as long as the process, since a signal may come at any time.
    private static func pipe() throws(SkillSplitError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard systemPipe(&ends) == 0 else {
            throw SkillSplitError(
                .limit,
                "cannot listen for the signals that end the command",
                remedy: "Raise the limit on open files ('ulimit -n').",
                cause: String(cString: strerror(errno))
            )
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func ringBell(on number: Int32) {
        var action = sigaction()
        let ring: @convention(c) (Int32) -> Void = { _ in
            let interrupted = errno
            var byte: UInt8 = 0
            _ = write(Interruption.bell.load(ordering: .acquiring), &byte, 1)
            errno = interrupted
        }
        #if canImport(Glibc)
            action.__sigaction_handler.sa_handler = ring
        #else
            action.__sigaction_u.__sa_handler = ring
        #endif
        action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND) | Int32(truncatingIfNeeded: SA_RESTART)
        sigemptyset(&action.sa_mask)
        sigaction(number, &action, nil)
    }
}

// A method of the enumeration has this name too.
private func systemPipe(_ ends: inout [Int32]) -> Int32 { pipe(&ends) }
