import ArgumentParser
import SkillSplitEngine
import SkillSplitHost

struct CheckinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkin",
        abstract: "Bring the edits of a checkout back into the library.",
        discussion: """
            Compares with what was checked out: edits of both sides to different sections are merged. Where both changed
            the same section nothing is done, and the exit status is 2, unless --conflict says more.

            EXAMPLES
              skill-split checkin ~/.claude/skills/pdf
              skill-split checkin ./pdf --remove
              skill-split checkin ./pdf --conflict keep-both
            """
    )

    @Argument(help: "Where the checkout stands.")
    var target: String

    @Flag(help: "Take the deployment away afterwards.")
    var remove = false

    @Option(
        help: ArgumentHelp(
            "What becomes of files that both sides changed in the same place: fail, or keep-both.",
            valueName: "policy"
        ),
        transform: Self.policy
    )
    var conflict: Checkin.ConflictPolicy = .fail

    @OptionGroup var secrets: SecretOptions
    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let sessions = try await CheckoutSessions(
            library,
            writesLibrary: true,
            secrets: secrets.policy(try await Settings())
        )
        var request = Checkin.Request(target: Array(target.utf8))
        request.removes = remove
        request.conflicts = conflict
        let outcome = try await Checkin(sessions.deployer).run(request)
        try await sessions.finish()
        if output.json {
            Output.json(Self.json(outcome))
        } else {
            Self.print(outcome)
        }
        if !outcome.conflicts.isEmpty { throw ExitStatus.findings }
    }

    private static func policy(_ text: String) throws -> Checkin.ConflictPolicy {
        guard let policy = Checkin.ConflictPolicy(rawValue: text) else {
            throw ValidationError("Write --conflict fail, or --conflict keep-both.")
        }
        return policy
    }

    private static func print(_ outcome: Checkin.Outcome) {
        for path in outcome.conflicts { Output.line("!  \(path)") }
        if !outcome.isDone {
            return Output.note(
                "both sides changed the same place; nothing was done. Merge by hand, or --conflict keep-both"
            )
        }
        for path in outcome.stored { Output.line("*  \(path)") }
        for path in outcome.removed { Output.line("-  \(path)") }
        let count = outcome.stored.count + outcome.removed.count
        Output.note(
            "\(Output.counted(count, "change")) brought in"
                + (outcome.isRemoved ? ", deployment taken away" : "")
        )
        if outcome.hasLeftovers { Output.note("files that no ingest takes are left at the target") }
    }

    private static func json(_ outcome: Checkin.Outcome) -> MetadataValue {
        .object([
            MetadataField("target", .string(PathText.display(outcome.checkout.target))),
            MetadataField("done", .bool(outcome.isDone)),
            MetadataField("stored", .paths(outcome.stored)),
            MetadataField("removed", .paths(outcome.removed)),
            MetadataField("conflicts", .paths(outcome.conflicts)),
            MetadataField("deployment_removed", .bool(outcome.isRemoved)),
            MetadataField("leftovers", .bool(outcome.hasLeftovers)),
        ])
    }
}
