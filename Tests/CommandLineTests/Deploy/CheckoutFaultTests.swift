import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

/// A checkout whose every write fails in turn, and that is killed at each.
///
/// `SKILL_SPLIT_FAULTS=all` tries every call, else a part of them is tried.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")))
struct CheckoutFaultTests {
    private let fixture: DeployFixture
    private let step = ProcessInfo.processInfo.environment["SKILL_SPLIT_FAULTS"] == "all" ? 1 : 5
    private static let calls = [
        "write", "pwrite64", "openat", "mkdir", "mkdirat", "rename", "renameat2", "fchmod", "symlinkat", "unlink",
        "unlinkat", "rmdir", "fsync", "fdatasync", "ftruncate",
    ]

    init() throws {
        fixture = try DeployFixture()
        try fixture.makeSkill()
    }

    @Test(arguments: ["error=ENOSPC", "signal=SIGKILL"])
    func aTargetIsAsBeforeOrComplete(_ fault: String) async throws {
        try await fixture.ingest()
        let old = try snapshot(of: "\(fixture.tree)/skills/brew")
        let fresh = fixture.target("brew")
        try await fixture.checkOut("brew", fresh)
        try fixture.write("More.\n", to: "\(fixture.tree)/skills/brew/more/more.md")
        try FileManager.default.removeItem(atPath: "\(fixture.tree)/skills/brew/latest.sh")
        try await fixture.ingest()
        try await fixture.withLibrary { library, _ in
            _ = try await library.delete([DocumentPath("tree/skills/brew/latest.sh")])
            try await library.commit()
        }
        let new = try snapshot(of: "\(fixture.tree)/skills/brew")
        try keepState()
        var outcomes: [Bool: Int] = [:]
        for target in [fresh, fixture.target("second")] {
            let before = target == fresh ? old : [:]
            for (call, count) in try countCalls(target) {
                for number in stride(from: 1, through: count, by: step) {
                    try restoreState()
                    let status = try run(["checkout", "brew", target], "\(call):\(fault):when=\(number)")
                    let found = try snapshot(of: target)
                    #expect(found == before || found == new, "\(call) \(number): \(status)")
                    // A process that cannot open /proc/self/maps is ended by the runtime, with 0, before it does anything.
                    if status == 0, call != "openat" { #expect(found == new, "\(call) \(number)") }
                    outcomes[found == new, default: 0] += 1
                    // What was left behind goes with the next run, which knows how the checkout stands.
                    let states = try await fixture.states()
                    #expect(states.count == (target == fresh || found == new ? (target == fresh ? 1 : 2) : 1))
                    #expect(try snapshot(of: target) == found, "\(call) \(number), settled")
                    let left = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path + "/out")
                    #expect(Set(left).isSubset(of: ["brew", "second"]), "\(call) \(number): \(left)")
                }
            }
        }
        print("\(fault): \(outcomes[false] ?? 0) as before, \(outcomes[true] ?? 0) complete")
        #expect((outcomes[false] ?? 0) > 0 && (outcomes[true] ?? 0) > 0)
    }

    private var state: String { fixture.folder.path + "/state" }

    /// The library and the targets, to start from again.
    private func keepState() throws {
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        for name in ["library.db", "out"] {
            try FileManager.default.copyItem(atPath: "\(fixture.folder.path)/\(name)", toPath: "\(state)/\(name)")
        }
    }

    private func restoreState() throws {
        for name in ["library.db", "library.db-wal", "library.db-shm", "out"] {
            try? FileManager.default.removeItem(atPath: "\(fixture.folder.path)/\(name)")
        }
        for name in ["library.db", "out"] {
            try FileManager.default.copyItem(atPath: "\(state)/\(name)", toPath: "\(fixture.folder.path)/\(name)")
        }
    }

    /// How often a checkout makes each call.
    private func countCalls(_ target: String) throws -> [(String, Int)] {
        try restoreState()
        let log = fixture.folder.path + "/calls"
        let status = try run(["checkout", "brew", target], nil, log: log)
        #expect(status == 0)
        let lines = try fixture.read(log).split(separator: "\n")
        return Self.calls.map { call in (call, lines.count { $0.contains(" \(call)(") || $0.hasPrefix("\(call)(") }) }
    }

    /// Runs the program below strace; its status is the program's.
    private func run(_ arguments: [String], _ fault: String?, log: String = "/dev/null") throws -> Int32 {
        let program = BuiltProgram.executable().path
        try #require(FileManager.default.isExecutableFile(atPath: program))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/strace")
        let calls = Self.calls.joined(separator: ",")
        process.arguments =
            ["-f", "-qq", "-o", log, "-e", "trace=\(calls)"] + (fault.map { ["-e", "inject=\($0)"] } ?? [])
            + [program] + arguments + ["--library", "sqlite:\(fixture.folder.path)/library.db"]
        process.environment = [
            "HOME": fixture.home, "PATH": "/usr/bin:/bin", "LIBDISPATCH_COOPERATIVE_POOL_STRICT": "1",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    }
}
