import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

/// Two people edit, and sync in between; whatever they do and whenever they are cut off, both end with the same, and
/// nothing that one of them wrote is gone.
struct SyncHistoryTests {
    /// How many histories; `SKILL_SPLIT_HISTORIES` asks for more.
    static var count: Int {
        ProcessInfo.processInfo.environment["SKILL_SPLIT_HISTORIES"].flatMap { Int($0) } ?? 400
    }

    @Test func convergesWithoutLoss() async throws {
        let first = ProcessInfo.processInfo.environment["SKILL_SPLIT_SEED"].flatMap { UInt64($0) } ?? 1
        for seed in first..<(first + UInt64(Self.count)) {
            var history = History(seed: seed)
            let problem = try await history.run()
            #expect(problem == nil, "seed \(seed)")
            if problem != nil { break }
        }
    }
}

/// Cuts at headings, as the builders of test records do.
struct HeadingParser: ParserPlugin {
    static let manifest = PluginManifest.parser(id: "heading", kind: .documentation, summary: "Headings.")
    static let examples: [ParserExample] = []

    init(options: NoOptions) {}

    func claim(_ probe: Probe) -> Claim { .fallback }

    func parse(_ input: ParseInput, diagnostics: inout [Diagnostic]) throws(SkillSplitError) -> Document {
        try Record.make(path: DocumentPath("c/x"), bytes: input.source.bytes).document
    }
}

private struct History {
    private var random: SeededGenerator
    private let local = MemoryLibrary()
    private let remote = MemoryRemote()
    private var counter = 0

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// - Returns: What went wrong, `nil` for nothing.
    mutating func run() async throws -> String? {
        for round in 0..<Int.random(in: 1...4, using: &random) {
            let before = await (local.committed.files, remote.library.committed.files)
            for _ in 0..<Int.random(in: 0...5, using: &random) { try await edit(local) }
            for _ in 0..<Int.random(in: 0...5, using: &random) { try await edit(remote.library) }
            let after = await (local.committed.files, remote.library.committed.files)
            let policy =
                [SyncRequest.ConflictPolicy.keepBoth, .local, .remote].randomElement(using: &random) ?? .keepBoth
            if let problem = try await sync(policy) { return "round \(round), \(policy.rawValue): \(problem)" }
            let changed =
                Self.changed(before.0, after.0, isLocal: true) + Self.changed(before.1, after.1, isLocal: false)
            if let problem = await check(changed) { return "round \(round), \(policy.rawValue): \(problem)" }
        }
        return nil
    }

    /// One random thing that a person does to a file.
    private mutating func edit(_ library: MemoryLibrary) async throws {
        let files = await library.committed.files
        let path = try DocumentPath("c/\(Int.random(in: 0..<5, using: &random)).md")
        counter += 1
        guard let record = files[path] else {
            let texts = (0..<Int.random(in: 1...4, using: &random)).map { "# Section \($0)\ntext \(counter)\n" }
            // Now and then both write the same.
            let text = Bool.random(using: &random) ? "# Same\n" : texts.joined()
            return await library.edit(path, try .make("\(path)", text))
        }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: await library.edit(path, nil)
        case 1:
            let other = try DocumentPath("c/renamed\(Int.random(in: 0..<3, using: &random)).md")
            await library.edit(path, nil)
            await library.edit(other, try .make(path: other, bytes: record.document.source.bytes))
        case 2:
            let mode: UInt16 = record.permissions == 0o644 ? 0o755 : 0o644
            let bytes = record.document.source.bytes
            await library.edit(path, try .make(path: path, bytes: bytes, permissions: mode))
        default:
            var parts = record.document.sections.indices.map {
                String(decoding: record.document.ownBytes(at: $0), as: UTF8.self)
            }
            let position = Int.random(in: 0...parts.count, using: &random)
            if position == parts.count || Int.random(in: 0..<4, using: &random) == 0 {
                parts.insert("# New \(counter)\nmore\n", at: position)
            } else if parts.count > 1, Int.random(in: 0..<4, using: &random) == 0 {
                parts.remove(at: position)
            } else {
                parts[position] = "# Edited \(counter)\ntext\n"
            }
            let bytes = Array(parts.joined().utf8)
            await library.edit(path, try .make(path: path, bytes: bytes, permissions: record.permissions))
        }
    }

    /// Syncs until a run is not cut off, and then once more.
    private mutating func sync(_ policy: SyncRequest.ConflictPolicy) async throws -> String? {
        let registry = try PluginRegistry([.parser(HeadingParser.self)])
        var request = SyncRequest(remoteName: "there")
        request.conflicts = policy
        request.deletionLimit = .percent(100)
        let synchronizer = Synchronizer(local: local, remote: remote, registry: registry)
        var isThrough = false
        for attempt in 0..<20 where !isThrough {
            let isLast = attempt > 12
            await local.dies(
                after: isLast || Bool.random(using: &random) ? nil : Int.random(in: 0..<40, using: &random)
            )
            await remote.library.dies(
                after: isLast || Bool.random(using: &random) ? nil : Int.random(in: 0..<20, using: &random)
            )
            do {
                let report = try await synchronizer.run(request)
                isThrough = report.isComplete
            } catch {
                guard error.code == .cancelled else { return "\(error)" }
            }
            await local.dies(after: nil)
            await remote.library.dies(after: nil)
            await local.rollback()
            await remote.library.rollback()
        }
        guard isThrough else { return "never complete" }
        await local.reset()
        await remote.library.reset()
        let again = try await synchronizer.run(request)
        guard again.changes == 0, await local.writes == 0, await remote.library.writes == 0 else {
            return "a second sync wrote: \(again)"
        }
        return nil
    }

    private struct Version {
        let record: Record
        let before: Record?
        let isLocal: Bool
    }

    private static func changed(
        _ before: [DocumentPath: Record],
        _ after: [DocumentPath: Record],
        isLocal: Bool
    ) -> [Version] {
        after.values.compactMap { record in
            let old = before[record.path]
            guard old.map(FileFingerprint.init(ofRecord:)) != FileFingerprint(ofRecord: record) else { return nil }
            return Version(record: record, before: old, isLocal: isLocal)
        }
    }

    private func check(_ changed: [Version]) async -> String? {
        let (here, there) = await (local.committed.files, remote.library.committed.files)
        guard here.mapValues(FileFingerprint.init(ofRecord:)) == there.mapValues(FileFingerprint.init(ofRecord:)) else {
            return "the sides differ: \(here.keys.sorted()), \(there.keys.sorted())"
        }
        let contents = Set(here.values.map(\.document.source.bytes))
        let kept = await Set(local.committed.losers.values.map(\.content))
        for version in changed {
            let bytes = version.record.document.source.bytes
            if contents.contains(bytes) || kept.contains(bytes) { continue }
            // Merged: every section that the person wrote is in the file.
            let old = Set(version.before?.sectionHashes ?? [])
            let now = Set(here[version.record.path]?.sectionHashes ?? [])
            let written = version.record.sectionHashes.filter { !old.contains($0) }
            guard here[version.record.path] != nil, written.allSatisfy(now.contains) else {
                return "\(version.record.path) of \(version.isLocal ? "here" : "there") is lost"
            }
        }
        return nil
    }
}
