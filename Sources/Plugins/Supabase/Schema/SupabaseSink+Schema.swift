public import SkillSplitHost

extension SupabaseSink: MigratingLibrary {
    public var schemaSteps: [SchemaStep] { SchemaMigrator.latest }

    public func appliedVersions() async throws(SkillSplitError) -> [Int] {
        try await migrator().appliedVersions()
    }

    /// Takes what is missing in one transaction; backups of a project are Supabase's.
    public func migrate() async throws(SkillSplitError) -> SchemaChange {
        SchemaChange(applied: try await migrator().run(), backup: nil)
    }

    public func script(of steps: [SchemaStep]) -> String {
        SchemaMigrator.script(steps)
    }

    private func migrator() throws(SkillSplitError) -> SchemaMigrator {
        SchemaMigrator(runner: try Self.runner(CredentialSources(environmentFile: environmentFile)))
    }

    /// Over `SUPABASE_DB_URL`, or through the management API where there is only `SUPABASE_ACCESS_TOKEN`.
    static func runner(_ sources: CredentialSources) throws(SkillSplitError) -> any SQLRunner {
        if let address = sources.value(["SUPABASE_DB_URL"]) { return PostgresRunner(address) }
        guard let token = sources.value(["SUPABASE_ACCESS_TOKEN"]) else {
            throw SkillSplitError(
                .credential,
                "neither SUPABASE_DB_URL nor SUPABASE_ACCESS_TOKEN was found",
                remedy: "Set SUPABASE_DB_URL to postgresql://postgres:…@db.PROJECT.supabase.co:5432/postgres, or paste "
                    + "what 'skill-split migrate --to supabase: --print' prints into the SQL editor. \(sources.whereLooked)"
            )
        }
        guard let url = sources.value(["SUPABASE_URL"]), let project = projectReference(in: url) else {
            throw SkillSplitError(
                .credential,
                "SUPABASE_ACCESS_TOKEN needs SUPABASE_URL to name the project, as https://PROJECT.supabase.co",
                remedy: "Set it, or set SUPABASE_DB_URL instead. \(sources.whereLooked)"
            )
        }
        return try ManagementRunner(project: project, token: APIKey(token))
    }

    /// `abcd` of `https://abcd.supabase.co`.
    private static func projectReference(in url: String) -> String? {
        let scheme = "https://"
        guard url.hasPrefix(scheme) else { return nil }
        let host = url.dropFirst(scheme.count).prefix { $0 != "/" }
        let labels = host.split(separator: ".")
        guard labels.count == 3, labels[1] == "supabase", let reference = labels.first,
            reference.utf8.allSatisfy({ UnicodeScalar($0).properties.isAlphabetic || (0x30...0x39).contains($0) })
        else { return nil }
        return String(reference)
    }
}
