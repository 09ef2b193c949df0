import SkillSplitHost
import SkillSplitMigrations

/// Brings the schema of a project up to date.
///
/// What was applied is noted where `supabase db push` notes it, so that both know of each other's steps. All that is missing
/// is applied in one transaction under an advisory lock; every step may be applied again without changing anything, so two
/// that run at once do no harm.
struct SchemaMigrator {
    /// Every step of the schema, in order.
    static let latest = Migrations.supabase.map {
        SchemaStep(version: $0.version, name: $0.name, sql: String(decoding: $0.sql, as: UTF8.self))
    }

    /// Any number that other programs will not think of.
    private static let lock = 5_290_175_634_418_027

    let runner: any SQLRunner
    var steps = SchemaMigrator.latest

    /// Applies what is missing.
    ///
    /// - Returns: The versions that were applied.
    func run() async throws(SkillSplitError) -> [Int] {
        let present = Set(try await appliedVersions())
        let missing = steps.filter { !present.contains($0.version) }
        if !missing.isEmpty { _ = try await runner.run(Self.script(missing)) }
        return missing.map(\.version)
    }

    /// The versions of the steps that the database has, ascending.
    func appliedVersions() async throws(SkillSplitError) -> [Int] {
        let present = try await presentVersions()
        return steps.map(\.version).filter { present.contains("\($0)") }
    }

    /// The statements that apply `steps` and note them.
    static func script(_ steps: [SchemaStep]) -> String {
        var sql = """
            begin;
            set local statement_timeout = 0;
            set local lock_timeout = '30s';
            select pg_advisory_xact_lock(\(lock));
            create schema if not exists supabase_migrations;
            create table if not exists supabase_migrations.schema_migrations (
                version text primary key, statements text[], name text
            );

            """
        for step in steps {
            sql += "\n-- \(step.version)_\(step.name)\n\n\(step.sql)"
            sql += """

                insert into supabase_migrations.schema_migrations (version, name)
                values ('\(step.version)', '\(step.name)') on conflict (version) do nothing;

                """
        }
        return sql + "\ncommit;\n"
    }

    /// The versions that are noted, or that the schema itself says it has.
    private func presentVersions() async throws(SkillSplitError) -> Set<String> {
        let state = try await runner.run(Self.stateQuery).first?.split(separator: " ").map { $0 == "true" } ?? []
        guard state.count == 3 else {
            throw .statementFailed(runner.target, "the query for the state of the schema had no answer")
        }
        guard !state[2] else { throw .otherTables(runner.target) }
        var present: Set<String> = []
        if state[0] {
            present.formUnion(
                try await runner.run("select version as answer from supabase_migrations.schema_migrations")
            )
        }
        if state[1], let version = try await runner.run("select public.skill_split_schema() as answer").first {
            guard let latest = steps.last.map({ "\($0.version)" }), version <= latest else {
                throw .schemaIsNewer(runner.target, version)
            }
            present.formUnion(steps.map { "\($0.version)" }.filter { $0 <= version })
        }
        return present
    }

    /// Whether there are notes, whether there is a schema that knows its version, and whether `files` is another program's.
    private static let stateQuery = """
        select concat_ws(' ',
            (to_regclass('supabase_migrations.schema_migrations') is not null)::text,
            (to_regprocedure('public.skill_split_schema()') is not null)::text,
            (
                to_regclass('public.files') is not null and not exists (
                    select from information_schema.columns
                    where table_schema = 'public' and table_name = 'files'
                        and column_name in ('storage_path', 'original_path')
                )
            )::text
        ) as answer
        """
}

extension SkillSplitError {
    fileprivate static func otherTables(_ target: String) -> SkillSplitError {
        SkillSplitError(
            .conflict,
            "the database of \(target) has a table 'files' that is no library's; nothing was changed",
            remedy: "Use a project of its own for the library."
        )
    }

    fileprivate static func schemaIsNewer(_ target: String, _ version: String) -> SkillSplitError {
        SkillSplitError(
            .incompatible,
            "the database of \(target) was migrated by a newer skill-split (its schema is \(version))",
            remedy: "Update skill-split on this machine."
        )
    }
}
