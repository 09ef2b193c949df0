#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension TagProcess {
    /// Starts ctags in `/`, under limits that hostile input meets: 120 s of processor time, 2 GiB of memory.
    ///
    /// The limits are the shell's to set: `posix_spawn` cannot, and a fork of a process with threads must not. macOS
    /// has no limit on memory.
    private static let command = #"cd / && ulimit -t 120 && { ulimit -v 2097152 2>/dev/null || :; } && exec "$0" "$@""#

    /// Starts `executable` and waits for its greeting; `nil` where there is none, or it is no Universal Ctags.
    ///
    /// The child runs in the sandbox of ctags where it has one, in a process group of its own (a Ctrl-C at the terminal
    /// is not for it), with nothing but `PATH` in its environment and without option files.
    static func start(_ executable: String, seconds: Int) -> TagProcess? {
        for mode in ["sandbox", "default"] {
            let arguments = [
                "sh", "-c", command, executable, "--quiet", "--options=NONE", "--_interactive=\(mode)",
                "--extras=-{anonymous}", "--fields={name}{line}{end}{kind}{scope}{scopeKind}{language}",
            ]
            guard let process = spawn(arguments) else { return nil }
            let greeting: StaticString = #"{"_type": "program", "name": "Universal Ctags""#
            if (try? process.exchange([], until: greeting, seconds: seconds)) != nil { return process }
        }
        return nil
    }

    private static func spawn(_ arguments: [String]) -> TagProcess? {
        var ends: [Int32] = [-1, -1]
        #if canImport(Darwin)
            guard socketpair(AF_UNIX, SOCK_STREAM, 0, &ends) == 0 else { return nil }
            var on: Int32 = 1
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        #else
            let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
            guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { return nil }
        #endif
        let pid = spawn(arguments, on: ends[1])
        close(ends[1])
        guard let pid else {
            close(ends[0])
            return nil
        }
        return TagProcess(pid: pid, socket: ends[0])
    }

    private static func spawn(_ arguments: [String], on socket: Int32) -> pid_t? {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, socket, 0)
        posix_spawn_file_actions_adddup2(&actions, socket, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var environment = [getenv("PATH").flatMap { strdup("PATH=" + String(cString: $0)) }, nil]
        defer { for text in argv + environment { free(text) } }
        var pid: pid_t = 0
        return posix_spawn(&pid, "/bin/sh", &actions, &attributes, &argv, &environment) == 0 ? pid : nil
    }
}
