import Dispatch

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Lets a command that runs until it is stopped end cleanly.
enum Interruption {
    /// Runs `body` in a task that the first SIGINT or SIGTERM cancels; a second one ends the process.
    static func cancelling(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task { try await body() }
        let sources = [SIGINT, SIGTERM].map { number in
            // The source hears of a signal only where it does not end the process first.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                task.cancel()
                signal(number, SIG_DFL)
            }
            source.activate()
            return source
        }
        defer { for source in sources { source.cancel() } }
        try await task.value
    }
}
