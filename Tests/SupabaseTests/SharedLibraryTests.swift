import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSupabase

@Suite(.enabled(if: TestGateway.isRunning, "needs scripts/test-supabase"))
struct SharedLibraryTests {
    /// `count` files of ten sections.
    static func records(_ count: Int, note: String = "") throws -> [Record] {
        try (0..<count).map { index in
            let sections = (0..<10).map { "## Section \($0) of \(index)\(note)\nSome words that stand in it.\n" }
            return try .make("c/folder\(index % 7)/\(index).md", sections.joined())
        }
    }

    static func store(_ records: [Record], in session: SupabaseSession) async throws {
        for start in stride(from: 0, to: records.count, by: 512) {
            _ = try await session.write(Array(records[start..<min(start + 512, records.count)]))
            try await session.commit()
        }
    }

    /// How many sections; `SKILL_SPLIT_SECTIONS` asks for more.
    private static let sections =
        ProcessInfo.processInfo.environment["SKILL_SPLIT_SECTIONS"].flatMap { Int($0) } ?? 20_000

    @Test func costsFewRequests() async throws {
        let project = try await TestGateway.project()
        let records = try Self.records(Self.sections / 10)
        try await project.faults("{}")
        let session = try await project.sink().open(SinkContext(purpose: .write))
        try await Self.store(records, in: session)
        let cold = session.traffic.requests
        print("push: \(Self.sections) sections in \(cold) requests")
        #expect(cold * 400 <= Self.sections, "\(Self.sections) sections took \(cold) requests; 100,000 may take 250")

        let again = try await project.sink().open(SinkContext(purpose: .write))
        try await Self.store(records, in: again)
        #expect(again.traffic.requests <= 3)
        #expect(again.traffic.bytesSent < 65_536)
        #expect(try await project.sql("select count(*) from sections") == [["\(Self.sections)"]])
    }

    @Test func comparesInOneRequestAndNamesWhatDiffersInFew() async throws {
        let project = try await TestGateway.project()
        let records = try Self.records(300)
        let session = try await project.sink().open(SinkContext(purpose: .write))
        try await Self.store(records, in: session)
        let other = try await TestGateway.project()
        let same = try await other.sink().open(SinkContext(purpose: .write))
        try await Self.store(records.reversed(), in: same)

        let left = try await project.sink().open(SinkContext(purpose: .read))
        let right = try await other.sink().open(SinkContext(purpose: .read))
        let equal = try await LibraryComparison(left, right).run()
        #expect(equal.isEqual && equal.percentage == 100 && equal.union == 300)
        #expect(right.traffic.requests == 1)

        _ = try await same.write([try .make("c/extra.md", "# E\n"), try .make("\(records[5].path)", "# Altered\n")])
        _ = try await same.delete([records[9].path])
        try await same.commit()
        let later = try await other.sink().open(SinkContext(purpose: .read))
        let report = try await LibraryComparison(left, later).run()
        #expect(report.onlyLeft == [records[9].path] && report.differing == [records[5].path])
        #expect(report.onlyRight.map(\.description) == ["c/extra.md"] && report.matched == 298)
        #expect(later.traffic.requests <= 4)
    }

    @Test func deepComparisonSeesWhatChecksumsHide() async throws {
        let projects = [try await TestGateway.project(), try await TestGateway.project()]
        for project in projects {
            let session = try await project.sink().open(SinkContext(purpose: .write))
            try await Self.store(try Self.records(20), in: session)
        }
        try await projects[1].sql("update sections set content = 'tampered' where position = 3 and title like '%of 7'")
        let left = try await projects[0].sink().open(SinkContext(purpose: .read))
        let right = try await projects[1].sink().open(SinkContext(purpose: .read))
        #expect(try await LibraryComparison(left, right).run().isEqual, "the stored hashes say nothing of it")
        let report = try await LibraryComparison(left, right).run(deep: true)
        #expect(report.differing.map(\.name) == ["7.md"])
        #expect(try await Verifier(right).run().different.map(\.path) == report.differing.map(\.description))
    }

    @Test func reportsAConflictToTheWriterThatCameLater() async throws {
        let project = try await TestGateway.project()
        let first = try await project.sink().open(SinkContext(purpose: .write))
        let second = try await project.sink().open(SinkContext(purpose: .write))
        let before = try Record.make("c/a.md", "# Before\n")
        try await Self.store([before], in: first)
        _ = try await second.write([before])
        _ = try await first.write([try .make("c/a.md", "# First\n")])
        try await first.commit()
        _ = try await second.write([try .make("c/a.md", "# Second\n"), try .make("c/b.md", "# B\n")])
        let refused = try await second.commitPartially()
        #expect(refused.map(\.path.description) == ["c/a.md"] && refused.first?.error.code == .conflict)
        #expect(try await second.content(of: before.path, positions: nil) == Array("# First\n".utf8))
        #expect(try await second.file(at: DocumentPath("c/b.md")) != nil, "the other file was written")
        // Whoever has seen the other version may replace it.
        _ = try await second.write([try .make("c/a.md", "# Second\n")])
        try await second.commit()
        #expect(try await first.content(of: before.path, positions: nil) == Array("# Second\n".utf8))
    }

    /// Eight writers of overlapping libraries: each conflict is one writer's, and nothing is half of two.
    @Test func eightWritersLoseNothing() async throws {
        let project = try await TestGateway.project()
        let writers = try (0..<8).map { writer in
            try (0..<60).map { index in
                // Every third file is the same for all, every third differs, every third is one writer's own.
                let text =
                    switch index % 3 {
                    case 0: "# Same \(index)\n"
                    case 1: "# By \(writer)\n## of \(index)\n"
                    default: "# Own \(writer)\n"
                    }
                return try Record.make("c/\(index % 3 == 2 ? "own\(writer)-" : "")\(index).md", text)
            }
        }
        let refusals = try await withThrowingTaskGroup(of: [RefusedFile].self) { group in
            for records in writers {
                let sink = try project.sink()
                group.addTask {
                    let session = try await sink.open(SinkContext(purpose: .write))
                    var refused: [RefusedFile] = []
                    for start in stride(from: 0, to: records.count, by: 10) {
                        _ = try await session.write(Array(records[start..<(start + 10)]))
                        refused += try await session.commitPartially()
                    }
                    return refused
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let reader = try await project.sink().open(SinkContext(purpose: .read))
        let all = Dictionary(grouping: writers.joined(), by: \.path)
        for (path, versions) in all {
            let content = try await reader.content(of: path, positions: nil)
            #expect(versions.contains { $0.document.source.bytes == content }, "\(path)")
            let losers = versions.filter { $0.document.source.bytes != content }.count
            let reported = refusals.count { $0.contains { $0.path == path } }
            #expect(reported <= losers, "\(path): told to more than those who lost")
        }
        // A writer that began after another had written saw that version, and replaced it knowingly.
        #expect(try await project.sql("select count(*) from files") == [["\(all.count)"]])
        let tiled = try await Verifier(reader).run()
        #expect(tiled.identical == all.count && tiled.different.isEmpty)
    }

    @Test func anonymousReadersSeeWhatIsPublicAndWriteNothing() async throws {
        let project = try await TestGateway.project()
        let session = try await project.sink(.secret).open(SinkContext(purpose: .write))
        _ = try await session.write([
            try .make("open/a.md", "# Open needle\n"), try .make("closed/b.md", "# Closed needle\n"),
        ])
        try await session.commit()
        try await project.sql("insert into collections values ('open', true)")
        for key in [TestGateway.Key.anon, .publishable] {
            let reader = try await project.sink(key).open(SinkContext(purpose: .read))
            #expect(try await reader.files(.all, after: nil, limit: 10).map(\.path.description) == ["open/a.md"])
            #expect(try await reader.content(of: DocumentPath("open/a.md"), positions: nil).count == 14)
            #expect(try await reader.content(of: DocumentPath("closed/b.md"), positions: nil).isEmpty)
            let hits = try await reader.search(SearchRequest(expression: .word("needle"))).hits
            #expect(hits.map(\.path.description) == ["open/a.md"])
            let writer = try await project.sink(key).open(SinkContext(purpose: .write))
            _ = try await writer.write([try .make("open/c.md", "# C\n")])
            let error = await #expect(throws: SkillSplitError.self) { try await writer.commit() }
            #expect(error?.code == .credential)
        }
        #expect(try await project.sql("select count(*) from files") == [["2"]])
    }

    @Test func triesASmallFileOftenBeforeItIsRefused() async throws {
        let project = try await TestGateway.project()
        let session = try await project.sink().open(SinkContext(purpose: .write))
        _ = try await session.write([try .make("c/small.md", "# Small\n"), try .make("c/other.md", "# Other\n")])
        try await project.faults(#"{"statementLimit": 10}"#)
        let refused = try await session.commitPartially()
        #expect(refused.map(\.error.code) == [.limit, .limit])
        #expect(try await project.count().requests == 1 + 2 * BatchSize.attempts)
        try await project.faults("{}")
        _ = try await session.write([try .make("c/small.md", "# Small\n")])
        #expect(try await session.commitPartially().isEmpty)
    }

    @Test func refusesAnOldSchemaBeforeTheFirstWrite() async throws {
        let project = try await TestGateway.project()
        try await project.sql(
            "create or replace function skill_split_schema() returns text language sql immutable set search_path = ''"
                + " as $$ select '20260205000000' $$"
        )
        let session = try await project.sink().open(SinkContext(purpose: .write))
        let error = await #expect(throws: SkillSplitError.self) {
            try await session.write([try .make("c/a.md", "# A\n")])
        }
        #expect(error?.code == .incompatible && error?.remedy.contains("skill-split migrate") == true)
        #expect(try await project.sql("select count(*) from loads") == [["0"]])
    }

    @Test func namesTheKeyAsTheTrouble() async throws {
        let project = try await TestGateway.project()
        let credentials = try Credentials(url: project.url, key: APIKey("sb_secret_planted_and_unknown"))
        let sink = SupabaseSink { () throws(SkillSplitError) in try Project(credentials, policy: .impatient) }
        let reader = try await sink.open(SinkContext(purpose: .read))
        let error = await #expect(throws: SkillSplitError.self) { try await reader.files(.all, after: nil, limit: 1) }
        #expect(error?.code == .credential && error.map { !"\($0)".contains("planted") } == true)
    }
}
