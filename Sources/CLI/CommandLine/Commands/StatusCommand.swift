import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show what is checked out, and whether it is still what the library has.",
        discussion: """
            clean: the same; edited: changed at the target; outdated: changed in the library; conflicting: changed on both
            sides in the same place; missing: nothing is there. The exit status is 2 where one is conflicting or missing.

            EXAMPLES
              skill-split status
              skill-split status --json
            """
    )

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let sessions = try await CheckoutSessions(library, writesLibrary: false)
        let all = try await sessions.deployer.status()
        try await sessions.finish()
        if output.json {
            Output.json(.object([MetadataField("checkouts", .array(all.map(Self.json)))]))
        } else {
            Self.print(all)
        }
        if all.contains(where: { [.conflicting, .missing].contains($0.state) }) { throw ExitStatus.findings }
    }

    private static func print(_ all: [CheckoutStatus]) {
        var table = TextTable(["STATE", "PATH", "TARGET"])
        for status in all {
            let source = status.checkout.source
            table.add([
                status.state.rawValue, "\(source.path)" + (source.address.map { "#\($0)" } ?? ""),
                PathText.display(status.checkout.target),
            ])
            for file in status.files where !file.relativePath.isEmpty {
                table.add(["  \(file.change.rawValue)", "  \(PathText.display(file.relativePath))", ""])
            }
        }
        table.print()
    }

    private static func json(_ status: CheckoutStatus) -> MetadataValue {
        .object(
            status.checkout.jsonFields + [
                MetadataField("state", .string(status.state.rawValue)),
                MetadataField(
                    "changes",
                    .array(
                        status.files.map { file in
                            .object([
                                MetadataField("path", .string(PathText.display(file.relativePath))),
                                MetadataField("change", .string(file.change.rawValue)),
                            ])
                        }
                    )
                ),
            ]
        )
    }
}
