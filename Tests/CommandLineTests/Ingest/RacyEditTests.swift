import CDispatch
import Foundation
import SkillSplitBuiltIn
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Synchronization
import Testing

/// Edits that leave the size, and as much of the stamp as they can; `SKILL_SPLIT_TEST_SCALE=100` makes 10,000 of them.
@Suite(.timeLimit(.minutes(60))) struct RacyEditTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace(plugins: builtInPlugins + [.parser(EditingParser.self)])
    }

    private func text(_ index: Int, _ version: Int) -> String { "# File \(index)\nversion \(version)\n" }

    /// How many files of the library are not what they are in the tree.
    private func missed(_ names: [String]) async throws -> Int {
        var count = 0
        for name in names {
            let disk = try String(contentsOfFile: "\(workspace.root)/\(name)", encoding: .utf8)
            if try await workspace.text("tree/\(name)") != disk { count += 1 }
        }
        return count
    }

    @Test func seesEditsWhoseModificationTimeWasPutBack() async throws {
        let names = (0..<34 * TestScale.factor).map { "\($0).md" }
        for (index, name) in names.enumerated() { try workspace.write(name, text(index, 1)) }
        try await Task.sleep(for: .milliseconds(50))
        try await workspace.ingest()
        for (index, name) in names.enumerated() {
            let path = "\(workspace.root)/\(name)"
            let date = try #require(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
            try workspace.write(name, text(index, 2))
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }
        let report = try await workspace.ingest()
        #expect(report.stored == names.count)
        #expect(try await missed(names) == 0)
    }

    @Test func seesFilesThatAnotherTookThePlaceOf() async throws {
        let names = (0..<33 * TestScale.factor).map { "\($0).md" }
        let old = Date(timeIntervalSince1970: 1_600_000_000)
        for (index, name) in names.enumerated() {
            try workspace.write(name, text(index, 1))
            // Left out of the ingest, with the same size and times.
            try workspace.write("node_modules/\(name)", text(index, 2))
            for path in [name, "node_modules/\(name)"] {
                try FileManager.default.setAttributes(
                    [.modificationDate: old],
                    ofItemAtPath: "\(workspace.root)/\(path)"
                )
            }
        }
        try await Task.sleep(for: .milliseconds(50))
        try await workspace.ingest()
        for name in names {
            #expect(rename("\(workspace.root)/node_modules/\(name)", "\(workspace.root)/\(name)") == 0)
        }
        let report = try await workspace.ingest()
        #expect(report.stored == names.count)
        #expect(try await missed(names) == 0)
    }

    /// The parser changes its file right after that was read, and writes the next one right before that is read, so that
    /// both versions of a file have the times of one tick.
    @Test func seesEditsWithinATickOfTheClock() async throws {
        let rounds = 3 * TestScale.factor
        var equalStamps = 0
        for round in 0..<rounds {
            let names = (10..<21).map { "\(round)/\($0).racy" }
            EditingParser.edits.withLock { edits in
                for (index, name) in names.enumerated() {
                    let next = index + 1 < names.count ? names[index + 1] : nil
                    edits[name] = EditingParser.Edit(
                        path: "\(workspace.root)/\(name)",
                        text: text(index, 2),
                        next: next.map { "\(workspace.root)/\($0)" },
                        nextText: text(index + 1, 1)
                    )
                }
            }
            for (index, name) in names.enumerated() { try workspace.write(name, text(index, 1)) }
            let report = try await workspace.ingest { $0.jobs = 1 }
            #expect(report.stored >= names.count)
            equalStamps += EditingParser.takeEqualStamps()
            #expect(try await missed(names) == names.count, "the edit came after the read")
            try await workspace.ingest()
            #expect(try await missed(names) == 0, "round \(round)")
        }
        print("\(equalStamps) of \(rounds * 11) edits left the stamp as it was")
    }
}

/// Edits each file that it parses once, as ``edits`` says.
private struct EditingParser: ParserPlugin {
    static let manifest = PluginManifest.parser(id: "editing", kind: .documentation, summary: "Edits what it parses.")
    static let examples: [ParserExample] = []

    struct Edit {
        let path: String
        let text: String
        /// The file that is read next.
        let next: String?
        let nextText: String
    }

    static let edits = Mutex<[String: Edit]>([:])
    private static let equalStamps = Atomic(0)

    init(options: NoOptions) {}

    static func takeEqualStamps() -> Int { equalStamps.exchange(0, ordering: .relaxed) }

    func claim(_ probe: Probe) -> Claim { probe.fileExtension == "racy" ? .byName : .none }

    func parse(_ input: ParseInput, diagnostics: inout [Diagnostic]) throws(SkillSplitError) -> Document {
        let name = (input.probe.folders + [input.probe.name]).joined(separator: "/")
        if let edit = Self.edits.withLock({ $0.removeValue(forKey: name) }) {
            let before = Self.times(edit.path)
            Self.overwrite(edit.path, edit.text)
            if Self.times(edit.path) == before { Self.equalStamps.add(1, ordering: .relaxed) }
            if let next = edit.next { Self.overwrite(next, edit.nextText) }
        }
        return Document(whole: input.source, kind: .text, title: input.probe.name)
    }

    /// In place: the inode and the size stay.
    private static func overwrite(_ path: String, _ text: String) {
        guard let file = fopen(path, "r+") else { return }
        fputs(text, file)
        fclose(file)
    }

    private static func times(_ path: String) -> [Int] {
        var status = stat()
        stat(path, &status)
        return [status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
    }
}
