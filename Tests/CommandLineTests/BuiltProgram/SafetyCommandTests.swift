import Foundation
import SkillSplitTesting
import Testing

/// `backup`, `restore`, `migrate`, `doctor` and the import, as a user runs them.
@Suite struct SafetyCommandTests {
    private let program: BuiltProgram

    init() throws {
        program = try BuiltProgram()
    }

    private func digest() throws -> String {
        let result = try program.run("digest")
        #expect(result.status == 0)
        return result.text
    }

    @Test func aBackupBringsTheLibraryBack() throws {
        try program.run("ingest", BuiltProgram.examples)
        let before = try digest()
        let backup = try program.run("backup", "a.gz", "--json")
        #expect(backup.status == 0)
        let said = try #require(try backup.json as? [String: Any])
        let sum = try String(contentsOfFile: "\(program.home.path)/a.gz.sha256", encoding: .utf8)
        #expect(sum == "\(said["sha256"] as? String ?? "")  a.gz\n")
        #expect(try program.run("backup", "a.gz").status == 1, "what is there is not replaced unasked")
        #expect(try program.run("backup", "a.gz", "--replace").status == 0)

        try program.run("forget", "library/CLAUDE.md")
        let changed = try digest()
        #expect(changed != before)
        let restored = try program.run("restore", "a.gz", "--json")
        #expect(restored.status == 0)
        #expect(try digest() == before)
        let previous = try #require((try restored.json as? [String: Any])?["previous"] as? String)
        #expect(try program.run("digest", "--library", "sqlite:\(previous)").text == changed)
    }

    @Test func aDamagedBackupIsRefused() throws {
        try program.run("ingest", BuiltProgram.examples)
        try program.run("backup", "a.gz")
        try program.run("forget", "library/CLAUDE.md")
        let before = try digest()
        let url = URL(fileURLWithPath: "\(program.home.path)/a.gz")
        var bytes = try Data(contentsOf: url)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: url)
        let refused = try program.run("restore", "a.gz")
        #expect(refused.status == 1)
        #expect(refused.error.contains("damaged"))
        #expect(try digest() == before)
        #expect(try program.run("restore", "none.gz").error.contains("there is no backup"))
        #expect(try program.run("restore", "a.gz", "--library", "files:out").status == 64)
    }

    @Test func migrateShowsTheStepsAndTakesThem() throws {
        func states(_ arguments: String...) throws -> [String] {
            let result = try program.run(["migrate", "--to", "sqlite:new.db", "--json"] + arguments)
            #expect(result.status == 0)
            let steps = (try result.json as? [String: Any])?["steps"] as? [[String: Any]]
            return steps?.compactMap { $0["state"] as? String } ?? []
        }
        #expect(Set(try states("--dry-run")) == ["missing"])
        #expect(!FileManager.default.fileExists(atPath: "\(program.home.path)/new.db"))
        #expect(try program.run("migrate", "--to", "sqlite:new.db", "--print").text.contains("CREATE TABLE files"))
        #expect(Set(try states()) == ["taken"])
        #expect(Set(try states()) == ["present"])
        #expect(try program.run("migrate", "--to", "sqlite:new.db", "--print").text.isEmpty)
    }

    @Test func doctorSaysHowThingsAreAndCreatesNothing() throws {
        func checks() throws -> (status: Int32, states: [String: String]) {
            let result = try program.run("doctor", "--json")
            let list = (try result.json as? [String: Any])?["checks"] as? [[String: Any]] ?? []
            var states: [String: String] = [:]
            for check in list {
                let state = check["state"] as? String ?? ""
                states[check["check"] as? String ?? ""] = state
                #expect(state == "ok" || check["remedy"] is String, "what is wrong has a remedy: \(check)")
            }
            return (result.status, states)
        }
        let without = try checks()
        #expect(without.status == 0)
        #expect(without.states["library"] == "warn" && without.states["SQLite"] == "ok")
        #expect(try FileManager.default.contentsOfDirectory(atPath: program.home.path).isEmpty)

        try program.run("ingest", BuiltProgram.examples)
        let with = try checks()
        #expect(with.status == 0)
        for name in ["library", "permissions", "database", "search index"] { #expect(with.states[name] == "ok") }

        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: program.library)
        #expect(try checks().states["permissions"] == "warn")
        try Data("no database at all, whatever it is called".utf8).write(to: URL(fileURLWithPath: program.library))
        let broken = try checks()
        #expect(broken.status == 2 && broken.states["library"] == "fail")
    }

    @Test func anImportTakesWhatCanBeRebuiltAndNamesTheRest() throws {
        let sql = """
            CREATE TABLE files (id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, type TEXT NOT NULL, frontmatter TEXT,
                hash TEXT, created_at TIMESTAMP, updated_at TIMESTAMP);
            CREATE TABLE sections (id INTEGER PRIMARY KEY, file_id INTEGER, parent_id INTEGER, level INTEGER, title TEXT,
                content TEXT, order_index INTEGER, line_start INTEGER, line_end INTEGER);
            INSERT INTO files VALUES
                (1, '/home/a/.claude/skills/tea/SKILL.md', 'skill', '', '\(Self.teaHash)', '', '1'),
                (2, '/home/a/.claude/./skills/tea/SKILL.md', 'skill', '', '\(Self.teaHash)', '', '2'),
                (3, '/home/a/.claude/commands/lost.md', 'command', '', '\(Self.lostHash)', '', '1'),
                (4, '../out.md', 'reference', '', '\(Self.teaHash)', '', '1');
            INSERT INTO sections VALUES (1, 1, NULL, 1, 'Tea', '', 0, 1, 1), (2, 2, NULL, 1, 'Tea', '', 0, 1, 1),
                (3, 4, NULL, 1, 'Tea', '', 0, 1, 1);
            """
        let made = try program.shell("sqlite3 original.db \"\(sql)\"")
        #expect(made.status == 0, "\(made.error)")
        let result = try program.run("ingest", "original.db", "--json")
        #expect(result.status == 2)
        let report = try #require(try result.json as? [String: Any])
        #expect(report["met"] as? Int == 4 && report["stored"] as? Int == 1 && report["skipped"] as? Int == 1)
        let failures = (report["failures"] as? [[String: Any]])?.compactMap { $0["path"] as? String } ?? []
        #expect(Set(failures) == ["claude/commands/lost.md", "../out.md"])
        #expect(try program.run("get", "claude/skills/tea/SKILL.md").text == "# Tea\n")
        let list = try program.run("list", "--json").text
        #expect(list.contains("\"kind\":\"skill\""))
        #expect(try program.run("ingest", "original.db", "--prune").status == 64)
    }

    /// By sha256sum.
    private static let teaHash = "1e865019875f15c9b4072e1d48705a722208022ae51a2105486535938a0824f7"
    private static let lostHash = "76f75e6129fe30135bd44d80ab7cc46fdba81907758dc808f3e2517beef2b1e9"
}
