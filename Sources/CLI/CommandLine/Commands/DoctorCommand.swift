import ArgumentParser
import SkillSplitHost

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check versions, paths, permissions, the library and servers, and say what to do.",
        discussion: """
            Looks only: nothing is created or changed, and no credential is shown. 'skill-split fsck' reads every byte of a
            library; this is the quick look before it.

            EXIT STATUS
              0  nothing failed    2  something did

            EXAMPLES
              skill-split doctor
              skill-split doctor --library sqlite:team.db --json
            """
    )

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var checks = [HealthCheck("skill-split", .ok, Version.text)]
        for plugin in SkillSplit.plugins { checks += await plugin.requirements() }
        checks.append(await Self.settings())
        checks += await sinks()
        if output.json {
            Output.json(.object([MetadataField("checks", .array(checks.map(Self.json)))]))
        } else {
            Self.print(checks)
        }
        if checks.contains(where: { $0.state == .fail }) { throw ExitStatus.findings }
    }

    /// The library, and every sink that needs no location: a server that the environment names.
    private func sinks() async -> [HealthCheck] {
        do throws(SkillSplitError) {
            let registry = try PluginRegistry(SkillSplit.plugins)
            let url = try await library.url()
            var checks = await Self.examine(try registry.sink(at: url), called: "\(url)")
            for plugin in SkillSplit.plugins where !plugin.isParser && plugin.manifest.id != url.scheme {
                let bare = try SinkURL("\(plugin.manifest.id):")
                if let sink = try? registry.sink(at: bare) { checks += await Self.examine(sink, called: nil) }
            }
            return checks
        } catch {
            return [HealthCheck("library", failure: error)]
        }
    }

    private static func examine(_ sink: any SinkPlugin, called name: String?) async -> [HealthCheck] {
        if let sink = sink as? any HealthReporting { return await sink.examine() }
        return name.map { [HealthCheck("library", .ok, "'\($0)' does not say how it is")] } ?? []
    }

    private static func settings() async -> HealthCheck {
        do throws(SkillSplitError) {
            _ = try await Settings()
        } catch {
            return HealthCheck("settings", failure: error)
        }
        let sources = [".env", SettingsFile.path].filter(FileProbe.exists)
        for path in sources where FileProbe.isReadableByOthers(path) {
            return HealthCheck(
                "settings",
                .warn,
                "others may read '\(path)', where credentials may stand",
                remedy: "Run 'chmod 600' on it."
            )
        }
        let detail = sources.isEmpty ? "no file; the environment and the defaults" : sources.joined(separator: ", ")
        return HealthCheck("settings", .ok, detail)
    }

    private static func print(_ checks: [HealthCheck]) {
        var table = TextTable(["STATE", "WHAT", "DETAIL"])
        for check in checks { table.add([check.state.rawValue, check.name, check.detail]) }
        table.print()
        for check in checks where check.state != .ok {
            if let remedy = check.remedy { Output.note("\(check.name): \(TerminalText.sanitised(remedy))") }
        }
        let counts = HealthCheck.State.allCases.map { state in
            "\(checks.count { $0.state == state }) \(state.rawValue)"
        }
        Output.note(counts.joined(separator: ", "))
    }

    private static func json(_ check: HealthCheck) -> MetadataValue {
        .object([
            MetadataField("check", .string(check.name)),
            MetadataField("state", .string(check.state.rawValue)),
            MetadataField("detail", .string(check.detail)),
            MetadataField("remedy", .optional(check.remedy)),
        ])
    }
}
