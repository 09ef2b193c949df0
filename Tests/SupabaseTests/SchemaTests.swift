import Foundation
import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSupabase

@Suite(.enabled(if: TestGateway.isRunning, "needs scripts/test-supabase"))
struct SchemaTests {
    private static let all = SchemaMigrator.latest.map(\.version)

    /// Everything that a schema is made of, in one text.
    private static let shape = """
        select string_agg(line, E'\\n' order by line) from (
            select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable line
            from information_schema.columns where table_schema = 'public'
            union all select pg_get_functiondef(p.oid) from pg_proc p
            where pronamespace::regnamespace::text in ('public', 'skill_split') and prokind = 'f'
            union all select indexdef from pg_indexes where schemaname = 'public'
            union all select tablename || policyname || cmd || roles::text from pg_policies
        ) lines
        """

    private static func runners(_ project: TestProject) throws -> [any SQLRunner] {
        let token = APIKey(try #require(TestGateway.environment("ACCESS_TOKEN")))
        return [
            PostgresRunner(try project.address()),
            try ManagementRunner(project: project.name, token: token, service: project.url),
        ]
    }

    @Test func bothWaysLeadToTheSameSchema() async throws {
        let reference = try await TestGateway.project().sql(Self.shape)
        for way in 0..<2 {
            let project = try await TestGateway.emptyProject()
            let runner = try Self.runners(project)[way]
            #expect(try await SchemaMigrator(runner: runner).appliedVersions().isEmpty)
            #expect(try await SchemaMigrator(runner: runner).run() == Self.all)
            #expect(try await project.sql(Self.shape) == reference)
            #expect(try await SchemaMigrator(runner: runner).run().isEmpty)
            #expect(try await SchemaMigrator(runner: runner).appliedVersions() == Self.all)

            let session = try await project.sink().open(SinkContext(purpose: .write))
            _ = try await session.write([try .make("c/a.md", "# A\n")])
            try await session.commit()
        }
    }

    @Test func goesOnWhereSomeoneStopped() async throws {
        let project = try await TestGateway.emptyProject()
        let runner = try Self.runners(project)[0]
        let first = Array(SchemaMigrator.latest.prefix(2))
        #expect(try await SchemaMigrator(runner: runner, steps: first).run().count == 2)
        try await project.sql(
            "insert into files (name, storage_path, type, hash) values ('a', '/x/.claude/skills/a/SKILL.md', 'skill', 'x')"
        )
        #expect(try await SchemaMigrator(runner: runner).appliedVersions() == first.map(\.version))
        #expect(try await SchemaMigrator(runner: runner).run() == Array(Self.all.dropFirst(2)))
        #expect(try await project.sql("select convert_from(path, 'UTF8') from files") == [["claude/skills/a/SKILL.md"]])
    }

    @Test func aStepThatFailsChangesNothing() async throws {
        let project = try await TestGateway.emptyProject()
        let broken = SchemaStep(version: 99_990_101_000_000, name: "broken", sql: "select 1/0;")
        for runner in try Self.runners(project) {
            let migrator = SchemaMigrator(runner: runner, steps: SchemaMigrator.latest + [broken])
            let error = await #expect(throws: SkillSplitError.self) { try await migrator.run() }
            #expect(error?.cause?.contains("division by zero") == true)
            #expect(try await project.sql("select to_regclass('public.files')::text") == [[nil]])
        }
    }

    @Test func manyAtOnceDoNoHarm() async throws {
        let project = try await TestGateway.emptyProject()
        let address = try project.address()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { _ = try await SchemaMigrator(runner: PostgresRunner(address)).run() }
            }
            try await group.waitForAll()
        }
        #expect(try await SchemaMigrator(runner: PostgresRunner(address)).appliedVersions() == Self.all)
    }

    @Test func refusesTheTablesOfAnotherProgram() async throws {
        let project = try await TestGateway.emptyProject()
        try await project.sql("create table public.files (id serial primary key, body text)")
        let error = await #expect(throws: SkillSplitError.self) {
            try await SchemaMigrator(runner: try Self.runners(project)[0]).run()
        }
        #expect(error?.code == .conflict)
    }

    @Test func refusesTheSchemaOfANewerVersion() async throws {
        let project = try await TestGateway.project()
        try await project.sql(
            "create or replace function skill_split_schema() returns text language sql immutable set search_path = ''"
                + " as $$ select '99990101000000' $$"
        )
        let error = await #expect(throws: SkillSplitError.self) {
            try await SchemaMigrator(runner: try Self.runners(project)[0]).run()
        }
        #expect(error?.code == .incompatible && error?.remedy.contains("Update") == true)
    }

    @Test func refusesATokenOfSomeoneElse() async throws {
        let project = try await TestGateway.emptyProject()
        let runner = try ManagementRunner(project: project.name, token: APIKey("sbp_planted"), service: project.url)
        let error = await #expect(throws: SkillSplitError.self) { try await runner.run("select 1 as answer") }
        #expect(error?.code == .credential && error.map { "\($0)".contains("planted") } == false)
    }
}

struct DatabaseAddressTests {
    @Test(arguments: [
        ("postgresql://postgres:PASSWORD@db.p.supabase.co:5432/postgres", "db.p.supabase.co:5432"),
        ("postgres://u:PASSWORD@h/x?sslmode=require", "h"),
        ("host=h password=PASSWORD user=u", "SUPABASE_DB_URL"),
    ])
    func neverShowsThePassword(_ form: String, _ host: String) {
        // Planted here, since the run of the tests prints arguments, and scripts/test-supabase looks for it there.
        let text = form.replacing("PASSWORD", with: "planted")
        let address = DatabaseAddress(text)
        #expect("\(address)" == host)
        #expect(!address.redacted("invalid: \(text)").contains("planted"))
        #expect(address.connectionInfo.contains("connect_timeout=20"))
        #expect(address.connectionInfo.hasPrefix(text))
    }

    @Test func namesWhereItLookedForTheDatabase() {
        let sources = CredentialSources([
            CredentialSources.Source(name: "the environment", values: [:], isTrusted: true),
            CredentialSources.Source(name: ".env", values: [:], isTrusted: false),
        ])
        let error = #expect(throws: SkillSplitError.self) { try SupabaseSink.runner(sources) }
        #expect(error?.code == .credential && error?.remedy.contains("the environment, .env") == true)
        #expect(error?.remedy.contains("--print") == true)
    }

    @Test func takesTheManagementInterfaceWhereOnlyItsTokenIsThere() throws {
        func runner(_ url: String) throws -> any SQLRunner {
            let values = ["SUPABASE_ACCESS_TOKEN": "sbp_x", "SUPABASE_URL": url]
            return try SupabaseSink.runner(
                CredentialSources([CredentialSources.Source(name: "a", values: values, isTrusted: true)])
            )
        }
        #expect(try runner("https://abcd.supabase.co").target == "project abcd")
        for url in ["https://abcd.example.com", "http://abcd.supabase.co", "https://a/b.supabase.co", ""] {
            #expect(throws: SkillSplitError.self) { try runner(url) }
        }
    }
}
