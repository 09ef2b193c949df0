import ArgumentParser
import SkillSplitHost

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the schema of a library up to date.",
        discussion: """
            Shows each step of the schema, and takes those that the library lacks, all of them or none, after a backup. A
            library that a newer skill-split wrote is refused.

            The schema of supabase: is reached over SUPABASE_DB_URL, or through the management API where there is only
            SUPABASE_ACCESS_TOKEN; without either, --print prints every step for the SQL editor. Every row is kept.

            EXAMPLES
              skill-split migrate
              skill-split migrate --to sqlite:team.db --dry-run
              skill-split migrate --to sqlite:team.db --print > steps.sql
              skill-split migrate --to supabase:
            """
    )

    @Option(help: ArgumentHelp("The library; as --library.", valueName: "url"))
    var to: String?

    @Flag(help: "Only say which steps would be taken.")
    var dryRun = false

    @Flag(help: "Print the SQL of the steps that the library lacks; take none.")
    var print = false

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let url = if let to { try SinkURL(to) } else { try await library.url() }
        guard let target = try PluginRegistry(SkillSplit.plugins).sink(at: url) as? any MigratingLibrary else {
            throw SkillSplitError(
                .usage,
                "'\(url)' has no schema to migrate",
                remedy: "Name a library: sqlite:PATH, supabase:."
            )
        }
        let applied = try await applied(target)
        let missing = target.schemaSteps.filter { !applied.contains($0.version) }
        if print, !output.json {
            return Output.bytes(Array(target.script(of: missing).utf8))
        }
        let change =
            dryRun || print || missing.isEmpty
            ? SchemaChange(applied: [], backup: nil) : try await target.migrate()
        if output.json {
            Output.json(json(url, target.schemaSteps, applied: applied, change))
        } else {
            report(target.schemaSteps, applied: applied, change)
        }
    }

    /// What the library has taken; nothing is known where no way to it is, which is no reason not to print the steps.
    private func applied(_ target: any MigratingLibrary) async throws(SkillSplitError) -> [Int] {
        do throws(SkillSplitError) {
            return try await target.appliedVersions()
        } catch {
            guard print, error.code == .credential else { throw error }
            return []
        }
    }

    private func report(_ steps: [SchemaStep], applied: [Int], _ change: SchemaChange) {
        var table = TextTable(["VERSION", "STEP", "STATE"])
        for step in steps { table.add(["\(step.version)", step.name, state(of: step, applied, change)]) }
        table.print()
        let missing = steps.count { !applied.contains($0.version) }
        if missing == 0 {
            Output.note("up to date")
        } else if dryRun {
            Output.note("\(missing) steps to take; run without --dry-run to take them")
        } else {
            Output.note("\(change.applied.count) steps taken")
            if let backup = change.backup { Output.note("the library as it was is kept at '\(backup)'") }
        }
    }

    private func json(_ url: SinkURL, _ steps: [SchemaStep], applied: [Int], _ change: SchemaChange) -> MetadataValue {
        .object([
            MetadataField("library", .string("\(url)")),
            MetadataField(
                "steps",
                .array(
                    steps.map { step in
                        var fields = [
                            MetadataField("version", .integer(Int64(step.version))),
                            MetadataField("name", .string(step.name)),
                            MetadataField("state", .string(state(of: step, applied, change))),
                        ]
                        if print { fields.append(MetadataField("sql", .string(step.sql))) }
                        return .object(fields)
                    }
                )
            ),
            MetadataField("backup", .optional(change.backup)),
        ])
    }

    private func state(of step: SchemaStep, _ applied: [Int], _ change: SchemaChange) -> String {
        if applied.contains(step.version) { return "present" }
        return change.applied.contains(step.version) ? "taken" : "missing"
    }
}
