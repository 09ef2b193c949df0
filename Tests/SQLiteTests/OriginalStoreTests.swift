import Crypto
import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSQLite

/// Databases with the tables of the original program, filled as it fills them.
@Suite struct OriginalStoreTests {
    private struct Section {
        let level: Int
        let title: String
        let content: String
        var line = 1
        var indent = ""
        var children: [Section] = []
    }

    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.unusedPath(".db")
        try connect(.create).execute(
            """
            CREATE TABLE files (id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT UNIQUE NOT NULL, type TEXT NOT NULL,
                frontmatter TEXT, hash TEXT, created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
                updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
            CREATE TABLE sections (id INTEGER PRIMARY KEY AUTOINCREMENT, file_id INTEGER NOT NULL, parent_id INTEGER,
                level INTEGER NOT NULL, title TEXT NOT NULL, content TEXT NOT NULL, order_index INTEGER NOT NULL,
                line_start INTEGER NOT NULL, line_end INTEGER NOT NULL, closing_tag_prefix TEXT DEFAULT '',
                FOREIGN KEY (file_id) REFERENCES files (id) ON DELETE CASCADE,
                FOREIGN KEY (parent_id) REFERENCES sections (id) ON DELETE CASCADE);
            CREATE VIRTUAL TABLE sections_fts USING fts5 (title, content, content=sections, content_rowid=id);
            """
        )
    }

    private func connect(_ mode: Connection.Mode = .write) throws -> Connection {
        try Connection(path: path, mode: mode, patience: 5)
    }

    /// Stores what the original program makes of `bytes`: its hash, and what it kept.
    private func store(
        _ name: String,
        _ kind: String,
        bytes: String,
        frontMatter: String = "",
        _ sections: [Section] = []
    ) throws {
        let connection = try connect()
        let insert = try connection.prepare("INSERT INTO files (path, type, frontmatter, hash) VALUES (?, ?, ?, ?)")
        insert.bind(1, name)
        insert.bind(2, kind)
        insert.bind(3, frontMatter)
        insert.bind(4, Hexadecimal.text(SHA256.hash(data: Array(bytes.utf8))))
        try insert.run()
        try store(sections, of: connection.lastInsertedRow, below: nil, connection)
    }

    private func store(
        _ sections: [Section],
        of file: Int64,
        below parent: Int64?,
        _ connection: borrowing Connection
    ) throws {
        for (index, section) in sections.enumerated() {
            let insert = try connection.prepare(
                """
                INSERT INTO sections (file_id, parent_id, level, title, content, order_index, line_start, line_end,
                    closing_tag_prefix) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)
                """
            )
            insert.bind(1, file)
            insert.bind(2, parent)
            insert.bind(3, section.level)
            insert.bind(4, section.title)
            insert.bind(5, section.content)
            insert.bind(6, index)
            insert.bind(7, section.line)
            insert.bind(8, section.indent)
            try insert.run()
            try store(section.children, of: file, below: connection.lastInsertedRow, connection)
        }
    }

    /// The bytes of each file by its path; `nil` for one that cannot be rebuilt.
    private func rebuilt() async throws -> [String: String?] {
        let store = try #require(try SQLiteSink.foreignStore(at: path))
        var rebuilt: [String: String?] = [:]
        for file in try await store.files() {
            let content = try? await store.content(of: file)
            rebuilt[PathText.display(file.path)] = .some(content.map { String(decoding: $0, as: UTF8.self) })
        }
        return rebuilt
    }

    private func expect(_ bytes: String) async throws {
        #expect(try await rebuilt() == ["/h/.claude/x": bytes])
    }

    @Test(arguments: [
        "---\nname: x\n---\n\n# A\ntext\n## B\nmore\n",
        "---\nname: x\n---\n# A\ntext\n## B\nmore\n",
        "---\r\nname: x\r\n---\r\n\r\n# A\r\ntext\r\n## B\r\nmore\r\n",
        "---\nname: x\n---\n\n# A\ntext\n## B\nmore",
    ])
    func rebuildsDocumentsWhoseSpellingTheOriginalChanged(_ bytes: String) async throws {
        let ending = bytes.hasSuffix("\n") ? "\n" : ""
        let child = Section(level: 2, title: "B", content: "more\(ending)")
        let section = Section(level: 1, title: "A", content: "text\n", children: [child])
        try store("/h/.claude/x", "skill", bytes: bytes, frontMatter: "name: x\n", [section])
        try await expect(bytes)
    }

    @Test func rebuildsTextBeforeTheFirstHeading() async throws {
        let bytes = "---\nname: x\n---\n\nIntroduction\n\n# A\n"
        let sections = [
            Section(level: 0, title: "", content: "\nIntroduction\n\n"), Section(level: 1, title: "A", content: ""),
        ]
        try store("/h/.claude/x", "skill", bytes: bytes, frontMatter: "name: x\n", sections)
        try await expect(bytes)
    }

    @Test(arguments: ["# A", "---\n---\n# A\n", ""]) func rebuildsWhatTheOriginalDropped(_ bytes: String) async throws {
        let sections = bytes.isEmpty ? [] : [Section(level: 1, title: "A", content: "")]
        try store("/h/.claude/x", "reference", bytes: bytes, sections)
        try await expect(bytes)
    }

    @Test(arguments: [true, false]) func rebuildsTags(_ hasGap: Bool) async throws {
        let bytes = "<a>\none\n<b>\ntwo\n  </b>\n</a>\n\(hasGap ? "\n" : "")<c>\nthree\n</c>\n"
        let inner = Section(level: -1, title: "b", content: "two\n", indent: "  ")
        let sections = [
            Section(level: -1, title: "a", content: "one\n", children: [inner]),
            Section(level: -1, title: "c", content: "three\n"),
        ]
        try store("/h/.claude/x", "command", bytes: bytes, sections)
        try await expect(bytes)
    }

    @Test func rebuildsScriptsWithADefinitionThatWasFoundTwice() async throws {
        let sections = [
            Section(level: 1, title: "module", content: "const a = 1\n\n", line: 1),
            Section(level: 1, title: "X", content: "\n", line: 3),
            Section(level: 1, title: "X", content: "interface X {\n}\n", line: 3),
        ]
        let bytes = "const a = 1\n\ninterface X {\n}\n"
        try store("/h/.claude/x", "script", bytes: bytes, frontMatter: "{\"type\": \"script\"}", sections)
        try await expect(bytes)
    }

    @Test func rebuildsJSONFromWhereTheOriginalKeptIt() async throws {
        let bytes = "{\r\n  \"a\": 1\r\n}"
        let sections = [Section(level: 1, title: "a", content: "1")]
        try store("/h/.claude/x", "config", bytes: bytes, frontMatter: "{\n  \"a\": 1\n}", sections)
        try await expect(bytes)
    }

    @Test func saysWhyAFileCannotBeRebuilt() async throws {
        try store("/h/.claude/x", "skill", bytes: "#  A\n", [Section(level: 1, title: "A", content: "")])
        try connect().execute("INSERT INTO files (path, type) VALUES ('/h/.claude/y', 'skill')")
        let store = try #require(try SQLiteSink.foreignStore(at: path))
        for (file, reason) in zip(try await store.files(), ["headings", "no hash"]) {
            do {
                _ = try await store.content(of: file)
                Issue.record("bytes that are not those of the file were taken")
            } catch {
                #expect(error.message.contains(reason) && error.message.contains("/h/.claude/"))
                #expect(error.remedy.contains("Ingest the file itself"))
            }
        }
    }

    @Test func endsOnATreeThatGoesInCirclesOrVeryDeep() async throws {
        let insert =
            "INSERT INTO sections (file_id, parent_id, level, title, content, order_index, line_start, line_end)"
        try store("/h/.claude/x", "skill", bytes: "lost", [Section(level: 1, title: "A", content: "")])
        try connect().execute("\(insert) VALUES (1, 3, 1, 'B', '', 0, 1, 1), (1, 2, 1, 'C', '', 0, 1, 1)")
        #expect(try await rebuilt() == ["/h/.claude/x": String?.none])
        try connect().execute(
            """
            WITH RECURSIVE n (i) AS (SELECT 4 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
            \(insert) SELECT 1, i - (i > 4), -1, 't', '', 0, 1, 1 FROM n
            """
        )
        #expect(try await rebuilt() == ["/h/.claude/x": String?.none])
    }

    @Test func takesNoOtherFileForADatabaseOfTheOriginal() async throws {
        let library = try TestLibrary()
        try await library.open().finish()
        let text = folder.unusedPath(".md")
        try FileBytes.write(Array("# A\n".utf8), to: text)
        let other = folder.unusedPath(".db")
        try Connection(path: other, mode: .create, patience: 5).execute("CREATE TABLE files (path TEXT)")
        for path in [library.path, text, other, folder.path, folder.unusedPath()] {
            #expect(try SQLiteSink.foreignStore(at: path) == nil)
        }
    }
}
