#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The signals of a crash.
enum CrashSignals {
    private static let all: [(number: Int32, name: String)] = [
        (SIGILL, "SIGILL, illegal instruction"), (SIGTRAP, "SIGTRAP, trap"), (SIGABRT, "SIGABRT, abort"),
        (SIGBUS, "SIGBUS, bus error"), (SIGFPE, "SIGFPE, arithmetic error"),
        (SIGSEGV, "SIGSEGV, invalid memory or no stack left"), (SIGSYS, "SIGSYS, bad system call"),
    ]

    static func name(_ number: Int32) -> String {
        all.first { $0.number == number }?.name ?? "signal \(number)"
    }

    /// Calls `handler` on the stack for signals of the thread that crashes; the process dies of the signal where it
    /// returns, if the handler raises it again with the default action.
    static func install(_ handler: @escaping @convention(c) (Int32) -> Void) {
        var action = sigaction()
        #if canImport(Glibc)
            action.__sigaction_handler.sa_handler = handler
        #else
            action.__sigaction_u.__sa_handler = handler
        #endif
        action.sa_flags = Int32(SA_ONSTACK)
        sigemptyset(&action.sa_mask)
        for signal in all { sigaction(signal.number, &action, nil) }
    }

    /// Lets the process die of the signal that is being handled, once the handler returns.
    static func resume(_ number: Int32) {
        signal(number, SIG_DFL)
        raise(number)
    }
}
