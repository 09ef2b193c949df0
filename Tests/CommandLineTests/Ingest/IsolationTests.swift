import Foundation
import SkillSplitEngine
import SkillSplitHost
import Testing

/// What becomes of the other files when a parser crashes or hangs.
@Suite(.timeLimit(.minutes(5))) struct IsolationTests {
    private let workspace: Workspace
    private let program: BuiltProgram

    init() throws {
        workspace = try Workspace()
        program = try BuiltProgram("skill-split-faulty")
    }

    private func fill(_ count: Int) throws {
        for index in 0..<count { try workspace.write("good/\(index).md", "# File \(index)\nwords\n## Part\nmore\n") }
    }

    private func ingest(_ options: String...) async throws -> BuiltProgram.Result {
        let arguments = ["ingest", workspace.root, "--to", "sqlite:\(workspace.library)", "--json"] + options
        return try await program.start(arguments).result()
    }

    private func rule(_ path: String) async throws -> String? {
        try await workspace.reading { try await $0.diagnostics(of: DocumentPath(path)).first?.rule }
    }

    @Test func eachFaultCostsItsFileOnly() async throws {
        try fill(60)
        let crashes = ["trap", "abort", "memory", "stack", "claim"]
        let hangs = ["sleep", "spin"]
        for fault in crashes + hangs { try workspace.write("good/3\(fault).fault", "\(fault) and more\n") }
        let result = try await ingest("--timeout", "1")
        #expect(result.status == 0, "\(result.error)")
        for fault in crashes + hangs {
            let path = "tree/good/3\(fault).fault"
            #expect(try await workspace.text(path) == "\(fault) and more\n")
            let expected = crashes.contains(fault) ? "engine/parser-crashed" : "engine/parser-timed-out"
            #expect(try await rule(path) == expected, "\(fault)")
            #expect(result.text.contains(path))
        }
        #expect(result.text.contains("SIGSEGV") && result.text.contains("SIGABRT"))
        for index in 0..<60 { #expect(try await workspace.sectionIDs("tree/good/\(index).md").count == 2) }

        // The others are what they would be without the faults.
        for fault in crashes + hangs { try workspace.remove("good/3\(fault).fault") }
        #expect(try await ingest("--prune").status == 0)
        let clean = try Workspace()
        try FileManager.default.removeItem(atPath: clean.root)
        try FileManager.default.copyItem(atPath: workspace.root, toPath: clean.root)
        try await clean.ingest()
        #expect(try await workspace.digest() == clean.digest())
    }

    @Test func aFileThatStoppedItsParserIsNotParsedAgainUntilItChanges() async throws {
        try fill(3)
        try workspace.write("a.fault", "trap\n")
        #expect(try await ingest().error.contains("starting again"))
        try await Task.sleep(for: .milliseconds(50))
        // Its stamp was too young to be trusted at first.
        _ = try await ingest()
        #expect(try await !ingest().error.contains("starting again"))
        try workspace.write("a.fault", "harmless\n")
        let result = try await ingest()
        #expect(!result.error.contains("starting again"))
        #expect(try await rule("tree/a.fault") == nil)
    }

    @Test func aLinkThatStopsAParserIsKeptAsALink() async throws {
        try fill(3)
        try FileManager.default.createSymbolicLink(
            atPath: workspace.root + "/claim.fault",
            withDestinationPath: "good/0.md"
        )
        let result = try await ingest()
        #expect(result.status == 0, "\(result.error)")
        #expect(try await rule("tree/claim.fault") == "engine/parser-crashed")
        let link = try await workspace.reading { try await $0.file(at: DocumentPath("tree/claim.fault")) }
        #expect(link?.linkTarget == Array("good/0.md".utf8))
        #expect(try await workspace.paths().count == 4)
    }

    @Test func aCrashOutsideOfParsersEndsTheProcess() async throws {
        let running = try program.start(["watch", workspace.root, "--to", "sqlite:\(workspace.library)", "--json"])
        while !running.text.contains("ready") { try await Task.sleep(for: .milliseconds(20)) }
        kill(running.identifier, SIGABRT)
        let result = await running.result()
        #expect(result.status == -SIGABRT)
        #expect(!result.error.contains("starting again"))
    }

    @Test func withoutIsolationACrashIsACrash() async throws {
        try workspace.write("a.fault", "trap\n")
        let result = try await ingest("--no-isolation")
        #expect(result.status != 0)
        #expect(!result.error.contains("starting again"))
    }

    @Test func watchingGoesOnAfterAFault() async throws {
        try fill(3)
        let running = try program.start([
            "watch", workspace.root, "--to", "sqlite:\(workspace.library)", "--json", "--timeout", "1",
        ])
        while !running.text.contains("ready") { try await Task.sleep(for: .milliseconds(20)) }
        try workspace.write("a.fault", "trap\n")
        try workspace.write("b.fault", "sleep\n")
        while try await workspace.text("tree/b.fault") == nil { try await Task.sleep(for: .milliseconds(20)) }
        try workspace.write("good/new.md", "# New\n")
        while try await workspace.text("tree/good/new.md") == nil { try await Task.sleep(for: .milliseconds(20)) }
        kill(running.identifier, SIGTERM)
        #expect(await running.result().status == 0)
    }
}
