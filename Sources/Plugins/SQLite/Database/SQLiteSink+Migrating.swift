public import SkillSplitHost
package import SkillSplitMigrations

extension SQLiteSink: MigratingLibrary {
    public var schemaSteps: [SchemaStep] {
        Migrations.sqlite.map {
            SchemaStep(version: $0.version, name: $0.name, sql: String(decoding: $0.sql, as: UTF8.self))
        }
    }

    public func appliedVersions() async throws(SkillSplitError) -> [Int] {
        guard DiskFile.exists(file.path) else { return [] }
        return try Migrator(file: file).appliedVersions()
    }

    public func migrate() async throws(SkillSplitError) -> SchemaChange {
        try migrate(by: Migrations.sqlite)
    }

    /// Takes the steps of `migrations`: for a test, those of a later program.
    package func migrate(by migrations: [Migration]) throws(SkillSplitError) -> SchemaChange {
        try Migrator(file: file, migrations: migrations).run(on: file.openToMigrate())
    }
}
