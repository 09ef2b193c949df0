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
        var actions = FileActions()
        defer { actions.destroy() }
        try actions.open(output, O_WRONLY | O_CREAT | O_TRUNC, as: 1)
        let beginning = ContinuousClock.now
        let process = try start(arguments, &actions)
        let usage = try end(process, arguments)
        return Cost(wall: ContinuousClock.now - beginning, usage: usage)
    }

    /// Runs `arguments` on a pipe that stays open, from the start to the end of the first line that they answer `line` with.
    static func answer(_ arguments: [String], to line: String) throws -> Cost {
        let (input, output) = (try Pipe(), try Pipe())
        defer { output.closeReading() }
        var actions = FileActions()
        defer { actions.destroy() }
        try actions.use(input, reading: true, as: 0)
        try actions.use(output, reading: false, as: 1)
        let beginning = ContinuousClock.now
        let process = try start(arguments, &actions)
        input.closeReading()
        output.closeWriting()
        let isAnswered = input.send("\(line)\n") && output.readLine()
        let wall = ContinuousClock.now - beginning
        input.closeWriting()
        let usage = try end(process, arguments)
        guard isAnswered else { throw BenchFailure(description: "no answer: \(arguments.joined(separator: " "))") }
        return Cost(wall: wall, usage: usage)
    }

    private static func start(_ arguments: [String], _ actions: inout FileActions) throws -> pid_t {
        try actions.open("/dev/null", O_WRONLY, as: 2)
        let words = arguments.map { strdup($0) }
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, arguments[0], &actions.handle, nil, words + [nil], environ)
        guard code == 0 else {
            throw BenchFailure(description: "cannot run '\(arguments[0])': \(String(cString: strerror(code)))")
        }
        return process
    }

    private static func end(_ process: pid_t, _ arguments: [String]) throws -> rusage {
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw BenchFailure(description: "lost the process of '\(arguments[0])'") }
        }
        guard status == 0 else {
            throw BenchFailure(description: "failed: \(arguments.joined(separator: " "))")
        }
        return usage
    }

    /// What `arguments` print, without the newline at the end.
    static func text(_ arguments: [String], in workspace: Workspace) throws -> String {
        let file = workspace.path("output")
        try run(arguments, output: file)
        let text = String(decoding: try FileContent.read(file), as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}

/// Where the output of a child goes, and its input comes from.
private struct FileActions {
    #if canImport(Darwin)
        var handle: posix_spawn_file_actions_t?
    #else
        var handle = posix_spawn_file_actions_t()
    #endif

    init() {
        posix_spawn_file_actions_init(&handle)
    }

    mutating func open(_ path: String, _ flags: Int32, as descriptor: Int32) throws {
        try check(posix_spawn_file_actions_addopen(&handle, descriptor, path, flags, 0o600))
    }

    mutating func use(_ pipe: Pipe, reading: Bool, as descriptor: Int32) throws {
        try check(posix_spawn_file_actions_adddup2(&handle, reading ? pipe.reading : pipe.writing, descriptor))
        try check(posix_spawn_file_actions_addclose(&handle, pipe.reading))
        try check(posix_spawn_file_actions_addclose(&handle, pipe.writing))
    }

    private func check(_ code: Int32) throws {
        guard code == 0 else { throw BenchFailure(description: "cannot redirect the output of a program") }
    }

    mutating func destroy() {
        posix_spawn_file_actions_destroy(&handle)
    }
}
