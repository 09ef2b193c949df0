import Foundation
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite(.timeLimit(.minutes(30))) struct ConcurrentIngestTests {
    /// Eight processes take overlapping parts of one tree into a library that does not exist yet.
    @Test func eightProcessesMakeTheLibraryOfASerialRun() async throws {
        let workspace = try Workspace()
        let program = try BuiltProgram()
        let count = 400 * TestScale.factor
        for index in 0..<count {
            try workspace.write("part\(index % 8)/\(index).md", "# File \(index)\nwords of \(index)\n## Shared\nsame\n")
        }
        let library = "sqlite:\(workspace.library)"
        try await withThrowingTaskGroup(of: BuiltProgram.Result.self) { group in
            for number in 0..<8 {
                // Each part is taken by three of the processes.
                let parts = (0..<3).flatMap { ["--include", "part\((number + $0) % 8)/"] }
                group.addTask {
                    try await program.start(["ingest", workspace.root, "--to", library, "--jobs", "2"] + parts).result()
                }
            }
            for try await result in group {
                #expect(result.status == 0, "\(result.error)")
                #expect(!result.error.contains("locked"))
            }
        }
        #expect(try await workspace.paths().count == count)
        let check = try program.run(["fsck", "--library", library])
        #expect(check.status == 0, "\(check.text)\(check.error)")

        let serial = workspace.library + ".serial.db"
        #expect(try program.run(["ingest", workspace.root, "--to", "sqlite:\(serial)"]).status == 0)
        let digests = [library, "sqlite:\(serial)"].map { ["digest", "--library", $0] }
        let first = try program.run(digests[0])
        #expect(first.status == 0)
        #expect(try program.run(digests[1]).output == first.output)
    }
}
