import CSQLite
import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSQLite

/// A library at a place of its own, gone with the value.
struct TestLibrary: Sendable {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.unusedPath(".db")
    }

    func open(_ purpose: SinkContext.Purpose = .write, patience: Int = 60) async throws -> SQLiteSession {
        try await SQLiteSink(location: path, options: SQLiteSink.Options(patience: patience))
            .open(SinkContext(purpose: purpose))
    }

    /// A connection beside the sessions, to look at tables or to damage them.
    func connect() throws -> Connection {
        try Connection(path: path, mode: .write, patience: 60)
    }

    /// Runs SQL behind the library's back.
    func execute(_ sql: String) throws {
        try connect().execute(sql)
    }

    func integer(_ sql: String) throws -> Int {
        Int(try connect().integer(sql))
    }
}

extension SQLiteSession {
    /// Writes and commits, and fails the test where a record is not taken.
    func store(_ records: [Record]) async throws {
        for outcome in try await write(records).outcomes {
            switch outcome {
            case .inserted, .updated, .unchanged: continue
            case .rejected(let error), .retry(let error): Issue.record(error)
            }
        }
        try await commit()
    }

    /// `path#address` of the hits, best first.
    func find(_ expression: SearchExpression, limit: Int = 1_000) async throws -> [String] {
        try await search(SearchRequest(expression: expression, limit: limit, snippetWords: 0))
            .hits.map { "\($0.path)#\($0.section.address)" }
    }

    var totalChanges: Int { connection.totalChanges }

    /// Fails the test where the library is not sound.
    func expectSound(_ comment: Comment? = nil) async throws {
        let findings = try await check(repair: false)
        #expect(findings.isEmpty, comment)
    }
}
