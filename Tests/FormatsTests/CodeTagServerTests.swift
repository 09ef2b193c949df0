import Foundation
import SkillSplitHost
import Testing

@testable import SkillSplitFormats

@Suite struct CodeTagServerTests {
    private func split(_ text: String, by server: TagServer) throws -> (titles: [String], rules: [String]) {
        let source = SourceBuffer(text)
        var diagnostics: [Diagnostic] = []
        let result = CodeSplitter(server: server).split(source, fileName: "a.py", diagnostics: &diagnostics)
        _ = try Document(source: source, sections: result.sections)
        return (result.sections.map(\.title), diagnostics.map(\.rule))
    }

    /// A program that greets as ctags does and then does as `script` says.
    ///
    /// Another process writes it: a child that a test beside this one spawns meanwhile would inherit the open file, and
    /// a file that someone has open to write cannot be executed (ETXTBSY).
    private func fake(_ script: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("fake-ctags-\(UUID().uuidString)").path
        let greeting = #"{"_type": "program", "name": "Universal Ctags", "version": "0"}"#
        let program = "#!/bin/sh\necho '\(greeting)'\nread request\n\(script)\n"
        let writer = Process()
        writer.executableURL = URL(fileURLWithPath: "/bin/sh")
        writer.arguments = ["-c", #"printf %s "$1" >"$0" && chmod 755 "$0""#, path, program]
        try writer.run()
        writer.waitUntilExit()
        try #require(writer.terminationStatus == 0)
        return path
    }

    @Test(arguments: ["/nonexistent/ctags", "no-such-ctags", "/bin/true", "/bin/echo"])
    func keepsFilesWholeWithoutUniversalCtags(executable: String) throws {
        let server = TagServer(executable: executable)
        for _ in 0..<5 {
            let (titles, rules) = try split("def f(): pass\n", by: server)
            #expect(titles == ["a.py"])
            #expect(rules == ["code/no-ctags"])
        }
    }

    @Test(arguments: [
        ("exit 3", "code/ctags-failed"),
        ("kill -SEGV $$", "code/ctags-failed"),
        (#"echo garbage; echo '{"_type": "completed"}'; sleep 60"#, "code/ctags-failed"),
        (#"printf '{"_type": "ta'"#, "code/ctags-failed"),
        ("sleep 60", "code/limit"),
        ("while :; do echo '{}'; done", "code/limit"),
    ])
    func keepsAFileWholeWhereCtagsMisbehaves(script: String, rule: String) throws {
        let path = try fake(script)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let (titles, rules) = try split("def f(): pass\n", by: TagServer(executable: path, timeLimit: 1))
        #expect(titles == ["a.py"])
        #expect(rules == [rule])
    }

    @Test func startsAnewAfterItsProcessWasKilled() throws {
        let process = try #require(TagProcess.start("ctags", seconds: 10))
        kill(process.pid, SIGKILL)
        #expect(throws: TagProcess.Failure.broken) {
            _ = try process.exchange([UInt8](repeating: 0x20, count: 1 << 20), until: "x", seconds: 10)
        }
        #expect(try split("def f(): pass\n", by: TagServer()).titles == ["f"])
    }

    @Test func leavesNoProcessBehind() throws {
        let pid = try #require(TagProcess.start("ctags", seconds: 10)?.pid)
        #expect(kill(pid, 0) == -1)
        #expect(errno == ESRCH)
    }

    @Test func givesItsChildNeitherFolderNorEnvironment() throws {
        let report = FileManager.default.temporaryDirectory.appendingPathComponent("report-\(UUID().uuidString)").path
        let path = try fake("{ pwd; env; echo \"$@\"; } > \(report)")
        defer { for file in [path, report] { try? FileManager.default.removeItem(atPath: file) } }
        _ = try split("def f(): pass\n", by: TagServer(executable: path))
        let lines = try String(contentsOfFile: report, encoding: .utf8).split(separator: "\n")
        #expect(lines.first == "/")
        #expect(lines.last?.contains("--options=NONE") == true)
        #expect(
            Set(lines.dropFirst().dropLast().map { $0.prefix { $0 != "=" } }).subtracting([
                "PWD", "OLDPWD", "_", "SHLVL",
            ]) == ["PATH"]
        )
    }

    @Test func servesManyCallersAtOnce() async throws {
        let server = TagServer()
        let wrong = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<50).count { file in
                        let text = (0...file).map { "def f\(task)_\($0)(): pass\n" }.joined()
                        let expected = (0...file).map { "f\(task)_\($0)" }
                        return (try? split(text, by: server).titles) != expected
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    @Test func sendsOnlyPlainNames() {
        let names = [
            "a.py", "-rf.py", "a b.py", "x/../y.sh", "a\".c", "n\n.js", "\u{FFFD}.rb", ".bashrc", "", "Makefile",
            "a.tsx", "é",
        ]
        let safe = names.map { CodeFileName.safe(for: $0, head: []) }
        #expect(
            safe == [
                "a.py", "file.py", "file.py", "y.sh", "file.c", "file.js", "file.rb", ".bashrc", "", "Makefile",
                "file.ts", "file",
            ]
        )
    }
}
