import Foundation
import SkillSplitTesting
import Testing

/// The executable beside the tests, run as a user would: another process, in a home of its own.
struct BuiltProgram: Sendable {
    struct Result: Sendable {
        /// The exit status, or the negative number of the signal that ended the process.
        let status: Int32
        let output: Data
        let error: String

        var text: String { String(decoding: output, as: UTF8.self) }
        var lines: [Substring] { text.split(separator: "\n") }

        /// The output as one JSON document.
        var json: Any {
            get throws { try JSONSerialization.jsonObject(with: output, options: .fragmentsAllowed) }
        }
    }

    /// An empty home, so that no setting of the machine is read, and the library below it.
    let home: TemporaryFolder

    private let executable: URL

    /// `skill-split`, or another executable of the package.
    init(_ name: String = "skill-split") throws {
        home = try TemporaryFolder()
        executable = Self.executable(name)
    }

    /// Built into the folder of the tests: that of the bundle, or of the runner where there are no bundles.
    static func executable(_ name: String = "skill-split") -> URL {
        #if canImport(Darwin)
            let tests =
                Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
        #else
            let tests = URL(fileURLWithPath: CommandLine.arguments[0])
        #endif
        return tests.deletingLastPathComponent().appendingPathComponent(name)
    }

    static let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../examples/library").standardizedFileURL.path

    /// The library that commands use when none is named.
    var library: String { "\(home.path)/.local/share/skill-split/library.db" }

    @discardableResult
    func run(_ arguments: String...) throws -> Result { try run(arguments) }

    /// Waits for the end on the calling thread; a test that runs several at once starts them, and awaits their results.
    @discardableResult
    func run(_ arguments: [String]) throws -> Result { try start(arguments).resultOnThisThread() }

    /// Runs a script of bash in which `$0` is the program.
    func shell(_ script: String) throws -> Result {
        try Running(URL(fileURLWithPath: "/bin/bash"), ["-c", script, executable.path], home).resultOnThisThread()
    }

    func start(_ arguments: [String]) throws -> Running { try Running(executable, arguments, home) }

    /// A program that runs beside the test; its output goes to files, so that none of it waits for a reader.
    final class Running: Sendable {
        private let process: Process
        private let home: TemporaryFolder
        private let streams: TemporaryFolder
        private let end: Task<Void, Never>

        fileprivate init(_ executable: URL, _ arguments: [String], _ home: TemporaryFolder) throws {
            self.home = home
            streams = try TemporaryFolder()
            let process = Process()
            process.executableURL = executable
            process.arguments = arguments
            process.currentDirectoryURL = URL(fileURLWithPath: home.path)
            process.environment = ["HOME": home.path, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try Self.file(streams.path + "/output")
            process.standardError = try Self.file(streams.path + "/error")
            let (ends, continuation) = AsyncStream.makeStream(of: Void.self)
            process.terminationHandler = { _ in continuation.finish() }
            try process.run()
            end = Task { for await _ in ends {} }
            self.process = process
        }

        deinit {
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }

        var identifier: Int32 { process.processIdentifier }

        /// What it has written to standard output so far.
        var text: String { String(decoding: bytes("output"), as: UTF8.self) }

        func result() async -> Result {
            await end.value
            return ended()
        }

        fileprivate func resultOnThisThread() -> Result {
            process.waitUntilExit()
            return ended()
        }

        private func ended() -> Result {
            let status = process.terminationStatus
            return Result(
                status: process.terminationReason == .exit ? status : -status,
                output: bytes("output"),
                error: String(decoding: bytes("error"), as: UTF8.self)
            )
        }

        private func bytes(_ name: String) -> Data {
            FileManager.default.contents(atPath: "\(streams.path)/\(name)") ?? Data()
        }

        private static func file(_ path: String) throws -> FileHandle {
            let url = URL(fileURLWithPath: path)
            try Data().write(to: url)
            return try FileHandle(forWritingTo: url)
        }
    }
}
