import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSQLite

@Suite struct CheckTests {
    private let library: TestLibrary
    private let session: SQLiteSession
    private let records: [Record]

    init() async throws {
        library = try TestLibrary()
        session = try await library.open()
        let stamp = FileStamp(device: 1, inode: 2, size: 3, modified: 4, changed: 5, mode: 6)
        let origin = FileOrigin(root: Array("/r".utf8), stamp: stamp)
        records = try (0..<30).map { index in
            try .make(
                "c/\(index).md",
                "# First \(index)\nalpha\n# Second\nshared beta\n# Third \(index)\ngamma\n",
                diagnostics: [Diagnostic("test/rule", .note, "a finding")],
                origin: origin
            )
        }
        try await session.store(records)
    }

    private func rules(repair: Bool = false) async throws -> Set<String> {
        Set(try await session.check(repair: repair).map(\.rule))
    }

    @Test func findsNothingInASoundLibrary() async throws {
        #expect(try await rules().isEmpty)
        #expect(try await session.check(repair: true).isEmpty)
    }

    @Test(arguments: [
        ("DELETE FROM sections_fts_data WHERE id > 10", ["index-mismatch"]),
        ("INSERT INTO sections_fts (rowid, title) VALUES (1, 'wrong')", ["index-mismatch"]),
        ("INSERT INTO sections VALUES (9000, 77, 1, 1)", ["stray-rows", "section-counter"]),
        ("INSERT INTO diagnostics VALUES (77, 0, 'a/b', 'note', 's', NULL, NULL, NULL)", ["stray-rows"]),
        (
            "INSERT INTO stat_cache SELECT 'c/none', root_id, parser_id, 1, 1, 1, 1, 1, 1 FROM stat_cache LIMIT 1",
            ["stray-stamps"]
        ),
        ("UPDATE library SET next_section = 5", ["section-counter"]),
    ])
    func repairsWhatTheFilesAreNotNeededFor(_ damage: String, _ expected: [String]) async throws {
        try library.execute(damage)
        #expect(try await rules() == Set(expected))
        let findings = try await session.check(repair: true)
        #expect(!findings.isEmpty)
        #expect(findings.filter { !$0.isRepaired }.isEmpty)
        #expect(findings.filter { !$0.remedy.contains("fsck --repair") }.isEmpty)
        #expect(try await rules().isEmpty)
        #expect(try await session.find(.word("beta")).count == 30)
    }

    @Test func saysWhichFilesADamagedTextIsPartOfAndHowToMendThem() async throws {
        try library.execute("UPDATE texts SET content = CAST('x' || content AS BLOB) WHERE title = 'First 3'")
        let findings = try await session.check(repair: false)
        #expect(findings.map(\.rule).sorted() == ["damaged-file", "damaged-text", "index-mismatch"])
        for finding in findings where finding.rule != "index-mismatch" {
            #expect(finding.summary.contains("'c/3.md'"))
            #expect(finding.remedy.contains("'skill-split ingest /r --collection c'"))
        }
        // A path is never put where a shell would run a part of it.
        try library.execute("UPDATE roots SET path = CAST('/r; rm x' AS BLOB)")
        let remedies = try await session.check(repair: false).map(\.remedy)
        #expect(!remedies.contains { $0.contains("rm x") } && remedies.contains { $0.contains("ingest FOLDER") })
    }

    @Test func findsTextsThatNoSectionUses() async throws {
        try library.execute(
            """
            INSERT INTO texts (key, hash, kind, title, newlines, edges, content)
            SELECT x'00', hash, kind, title, newlines, edges, content FROM texts WHERE id = 1;
            """
        )
        #expect(try await rules().isSuperset(of: ["unused-texts", "damaged-text"]))
        let findings = try await session.check(repair: true)
        #expect(findings.filter { !$0.isRepaired }.isEmpty)
        #expect(try await rules().isEmpty)
    }

    @Test(arguments: [
        ("UPDATE texts SET content = CAST('x' || content AS BLOB) WHERE title = 'Second'", 30, 30),
        ("UPDATE texts SET title = 'Other' WHERE title = 'First 3'", 1, 1),
        ("UPDATE texts SET content = substr(content, 2) WHERE title = 'First 3'", 1, 1),
        ("UPDATE texts SET newlines = 99 WHERE title = 'First 3'", 0, 1),
        ("UPDATE files SET hash = zeroblob(32) WHERE path = 'c/3.md'", 1, 1),
        ("UPDATE files SET section_runs = '[[1,2]]' WHERE path = 'c/3.md'", 1, 1),
        ("UPDATE files SET section_runs = '[[1,3]]' WHERE path = 'c/3.md'", 1, 1),
        ("UPDATE files SET size = 1 WHERE path = 'c/3.md'", 1, 1),
        ("DELETE FROM sections WHERE id = (SELECT min(id) + 4 FROM sections)", 1, 1),
        ("DELETE FROM texts WHERE title = 'First 3'", 1, 1),
    ])
    func marksDamagedFilesSoThatTheNextIngestRestoresThem(_ damage: String, _ files: Int, _ marked: Int) async throws {
        try library.execute(damage)
        let found = try await session.check(repair: false)
        #expect(found.filter { $0.rule == "damaged-file" }.count == files)
        #expect(found.contains { $0.severity == .error })
        _ = try await session.check(repair: true)
        let stamps = try await session.stamps(collection: "c", root: Array("/r".utf8))
        #expect(stamps.filter { $0.stamp == nil }.count == marked, "damaged files are read again")
        let outcomes = try await session.write(records).outcomes
        try await session.commit()
        #expect(outcomes.filter { $0 == .updated }.count == marked)
        #expect(try await rules().isEmpty)
        for record in records {
            #expect(try await session.content(of: record.path, positions: nil) == record.document.source.bytes)
        }
        #expect(try await session.find(.word("beta")).count == 30)
    }

    @Test func everyFlippedBitIsFoundOrHarmless() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        try await session.finish()
        let sound = try FileBytes.read(library.path)
        let expected = try await snapshot(of: library)
        for _ in 0..<TestScale.times(60) {
            var bytes = sound
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            let damaged = try TestLibrary()
            try FileBytes.write(bytes, to: damaged.path)
            do {
                let session = try await damaged.open()
                let findings = try await session.check(repair: false)
                try await session.finish()
                if !findings.isEmpty { continue }
                let seen = try await snapshot(of: damaged)
                let difference = zip(seen, expected).first { $0 != $1 }
                #expect(seen.count == expected.count, "byte \(place), seed \(seed)")
                #expect(difference == nil, "byte \(place), seed \(seed)")
            } catch let error as SkillSplitError {
                #expect(!error.remedy.isEmpty)
            }
        }
    }

    /// Everything that a reader sees.
    private func snapshot(of library: TestLibrary) async throws -> [String] {
        let session = try await library.open(.read)
        var lines: [String] = []
        for file in try await session.files(.all, after: nil, limit: 1_000) {
            lines.append("\(file)")
            lines.append("\(try await session.sections(of: file.path))")
            lines.append("\(try await session.content(of: file.path, positions: nil))")
            lines.append("\(try await session.diagnostics(of: file.path))")
        }
        for word in ["alpha", "beta", "gamma", "first", "3"] {
            lines.append("\(try await session.find(.word(word)))")
        }
        try await session.finish()
        return lines
    }
}
