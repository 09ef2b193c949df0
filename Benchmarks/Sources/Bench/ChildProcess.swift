#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program that runs to its end, with what the system counted of it.
enum ChildProcess {
    /// Runs `arguments`, of which the first is a path or found on the `PATH`, without output.
    ///
    /// - Throws: ``BenchFailure`` when it cannot be started or does not exit with status 0.
    @discardableResult
    static func run(_ arguments: [String], output: String = "/dev/null") throws -> Cost {
        var actions = try FileActions(output: output)
        defer { actions.destroy() }
        let words = arguments.map { strdup($0) }
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let start = ContinuousClock.now
        let code = posix_spawnp(&process, arguments[0], &actions.handle, nil, words + [nil], environ)
        guard code == 0 else {
            throw BenchFailure(description: "cannot run '\(arguments[0])': \(String(cString: strerror(code)))")
        }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw BenchFailure(description: "lost the process of '\(arguments[0])'") }
        }
        let wall = ContinuousClock.now - start
        guard status == 0 else {
            throw BenchFailure(description: "failed: \(arguments.joined(separator: " "))")
        }
        return Cost(wall: wall, usage: usage)
    }

    /// What `arguments` print, without the newline at the end.
    static func text(_ arguments: [String], in workspace: Workspace) throws -> String {
        let file = workspace.path("output")
        try run(arguments, output: file)
        let text = String(decoding: try FileContent.read(file), as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}

/// Where the output of a child goes.
private struct FileActions {
    #if canImport(Darwin)
        var handle: posix_spawn_file_actions_t?
    #else
        var handle = posix_spawn_file_actions_t()
    #endif

    init(output: String) throws {
        posix_spawn_file_actions_init(&handle)
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        guard posix_spawn_file_actions_addopen(&handle, 1, output, flags, 0o600) == 0,
            posix_spawn_file_actions_addopen(&handle, 2, "/dev/null", O_WRONLY, 0) == 0
        else { throw BenchFailure(description: "cannot redirect the output of a program") }
    }

    mutating func destroy() {
        posix_spawn_file_actions_destroy(&handle)
    }
}
