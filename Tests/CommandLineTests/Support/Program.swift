import Foundation

/// A program of this package that runs beside the test, where ``BuiltProgram`` would wait for its end.
struct Program: Sendable {
    struct Result: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    private let url: URL

    /// `skill-split`, or another executable of the package.
    init(_ name: String = "skill-split") {
        url = BuiltProgram.executable(name)
    }

    /// Runs the program to its end.
    func run(_ arguments: [String]) async throws -> Result {
        let running = try start(arguments)
        return try await running.result()
    }

    func start(_ arguments: [String]) throws -> Running {
        try Running(url, arguments)
    }

    /// A program that runs; its output goes to files, so that none of it waits for a reader.
    final class Running: Sendable {
        private let process: Process
        private let folder: URL
        private let exit: Task<Int32, Never>

        fileprivate init(_ url: URL, _ arguments: [String]) throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent("skill-split-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let process = Process()
            process.executableURL = url
            process.arguments = arguments
            process.currentDirectoryURL = folder
            process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SKILL_SPLIT_") }
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try Self.file(folder, "output")
            process.standardError = try Self.file(folder, "errors")
            let (exits, continuation) = AsyncStream.makeStream(of: Int32.self)
            process.terminationHandler = { continuation.yield($0.terminationStatus) }
            try process.run()
            exit = Task {
                for await status in exits { return status }
                return -1
            }
            self.process = process
        }

        deinit {
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            try? FileManager.default.removeItem(at: folder)
        }

        var identifier: Int32 { process.processIdentifier }
        /// What it has written so far.
        var output: String { text("output") }
        var errors: String { text("errors") }

        func result() async throws -> Result {
            Result(status: await exit.value, output: output, errors: errors)
        }

        private func text(_ name: String) -> String {
            String(decoding: FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data(), as: UTF8.self)
        }

        private static func file(_ folder: URL, _ name: String) throws -> FileHandle {
            let url = folder.appendingPathComponent(name)
            try Data().write(to: url)
            return try FileHandle(forWritingTo: url)
        }
    }
}
