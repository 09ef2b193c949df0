import Foundation
import SkillSplitTesting
import Testing

/// The executable beside the tests, run as a user would: another process, with pipes for its three streams.
struct BuiltProgram {
    struct Result {
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

    init() throws {
        home = try TemporaryFolder()
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

    @discardableResult
    func run(_ arguments: [String]) throws -> Result { try launch(Self.executable(), arguments) }

    /// Runs a script of bash in which `$0` is the program.
    func shell(_ script: String) throws -> Result {
        try launch(URL(fileURLWithPath: "/bin/bash"), ["-c", script, Self.executable().path])
    }

    private func launch(_ executable: URL, _ arguments: [String]) throws -> Result {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: home.path)
        process.environment = ["HOME": home.path, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
        let (output, error) = (Pipe(), URL(fileURLWithPath: home.unusedPath(".err")))
        try Data().write(to: error)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: error)
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Result(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: data,
            error: String(decoding: try Data(contentsOf: error), as: UTF8.self)
        )
    }
}
