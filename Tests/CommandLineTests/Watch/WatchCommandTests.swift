import Foundation
import SkillSplitHost
import Testing

@Suite(.timeLimit(.minutes(2))) struct WatchCommandTests {
    private let workspace: Workspace
    private let program: BuiltProgram

    init() throws {
        workspace = try Workspace()
        program = try BuiltProgram()
        try workspace.write("a.md", "# A\n")
    }

    /// The events of the lines so far, each with its path.
    private func events(_ running: BuiltProgram.Running) throws -> [String] {
        // The last line may not be whole.
        try running.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
            let fields = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            return [fields["event"], fields["path"]].compactMap { $0 as? String }.joined(separator: " ")
        }
    }

    private func wait(for event: String, _ running: BuiltProgram.Running) async throws {
        while try !events(running).contains(event) { try await Task.sleep(for: .milliseconds(20)) }
    }

    @Test(arguments: [SIGINT, SIGTERM]) func endsCleanlyOnASignal(_ signal: Int32) async throws {
        let running = try program.start([
            "watch", workspace.root, "--to", "sqlite:\(workspace.library)", "--json", "--prune",
        ])
        try await wait(for: "ready", running)
        try workspace.write("b.md", "# B\n")
        try await wait(for: "stored tree/b.md", running)
        try workspace.remove("b.md")
        try await wait(for: "pruned tree/b.md", running)
        kill(running.identifier, signal)
        let result = await running.result()
        #expect(result.status == 0)
        #expect(result.error.isEmpty, "\(result.error)")
        #expect(!FileManager.default.fileExists(atPath: workspace.library + "-wal"), "the library was closed")
        #expect(try await workspace.paths() == ["tree/a.md"])
    }

    @Test func aSignalDuringTheFirstPassLeavesWholeFiles() async throws {
        for index in 0..<3000 { try workspace.write("\(index % 50)/\(index).md", "# \(index)\nwords\n") }
        let running = try program.start(["watch", workspace.root, "--to", "sqlite:\(workspace.library)", "--json"])
        // It is there from the start of the pass on; its log would be gone again after a fast one.
        while !FileManager.default.fileExists(atPath: workspace.library) {
            try await Task.sleep(for: .milliseconds(5))
        }
        kill(running.identifier, SIGTERM)
        #expect(await running.result().status == 0)
        let check = try program.run(["fsck", "--library", "sqlite:\(workspace.library)"])
        #expect(check.status == 0, "\(check.text)\(check.error)")
    }

    @Test func aRootThatIsMissingAtTheStartIsAnError() async throws {
        let result = try program.run(["watch", workspace.root + "/no", "--to", "sqlite:\(workspace.library)"])
        #expect(result.status == 1)
        #expect(result.error.contains("/no"))
    }
}
