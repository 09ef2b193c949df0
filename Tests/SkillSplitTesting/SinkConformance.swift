public import SkillSplitHost
import Testing

/// Checks what every sink must keep of the contract of ``SinkSession``.
///
/// ```swift
/// @Test func keepsTheContract() async throws {
///     let folder = try TemporaryFolder()
///     try await SinkConformance { try MySink(location: folder.unusedPath(), options: NoOptions()) }.check()
/// }
/// ```
public struct SinkConformance<Sink: SinkPlugin>: Sendable {
    private let unacceptable: [Record]
    private let makeSink: @Sendable () throws -> Sink

    /// - Parameters:
    ///   - unacceptable: Records that the sink must reject; without any, the check of partial rejection is left out.
    ///   - makeSink: Makes a sink at a place of its own, empty each time; opening its sink twice reaches the same place.
    public init(unacceptable: [Record] = [], _ makeSink: @escaping @Sendable () throws -> Sink) {
        self.unacceptable = unacceptable
        self.makeSink = makeSink
    }

    /// Runs every check; each failure is an issue of the test that is running.
    public func check() async throws {
        try await checkInsertedUnchangedUpdated()
        try await checkModesAndLinks()
        try await checkHostileContent()
        try await checkHostilePaths()
        try await checkRollback()
        try await checkDurability()
        try await checkPartialRejection()
    }

    func open(_ sink: Sink) async throws -> Sink.Session {
        try await sink.open(SinkContext(purpose: .write))
    }

    func checkInsertedUnchangedUpdated() async throws {
        let session = try await open(makeSink())
        let first = try [Record.make("c/a.md", "# A\none\n"), .make("c/deep/er/b.md", "# B\n"), .make("c/empty", "")]
        let changed = try Record.make("c/a.md", "# A\ntwo\n")
        let new = try Record.make("c/new.md", "# New\n")
        await expect(session, writing: first, gives: [.inserted, .inserted, .inserted])
        try await session.commit()
        await expect(session, writing: first, gives: [.unchanged, .unchanged, .unchanged])
        await expect(session, writing: [first[1], changed, new], gives: [.unchanged, .updated, .inserted])
        try await session.commit()
        await expect(session, writing: [changed, new], gives: [.unchanged, .unchanged])
        await expect(session, writing: [first[0]], gives: [.updated])
        await expect(session, writing: [], gives: [])
        try await session.commit()
        try await session.finish()
    }

    func checkModesAndLinks() async throws {
        let session = try await open(makeSink())
        let script = try Record.make("c/run.sh", "echo\n", permissions: 0o755)
        let link = try Record.makeLink("c/link", to: "run.sh")
        await expect(session, writing: [script, link], gives: [.inserted, .inserted])
        await expect(session, writing: [script, link], gives: [.unchanged, .unchanged])
        await expect(session, writing: [try .make("c/run.sh", "echo\n", permissions: 0o644)], gives: [.updated])
        await expect(session, writing: [try .makeLink("c/link", to: "elsewhere")], gives: [.updated])
        await expect(session, writing: [try .make("c/link", "now a file\n")], gives: [.updated])
        await expect(session, writing: [link], gives: [.updated])
        try await session.commit()
        try await session.finish()
    }

    func checkHostileContent() async throws {
        let session = try await open(makeSink())
        for (index, content) in HostileContent.contents.enumerated() {
            let path = try DocumentPath("c/\(index).md")
            let record = try Record.make(path: path, bytes: content.bytes)
            await expect(session, writing: [record], gives: [.inserted], of: content.name)
            await expect(session, writing: [record], gives: [.unchanged], of: content.name)
        }
        try await session.commit()
        try await session.finish()
    }

    /// A path that a sink cannot hold is rejected, and only it.
    func checkHostilePaths() async throws {
        let session = try await open(makeSink())
        for path in HostileContent.paths {
            let batch = try [
                Record.make(path: DocumentPath(path.bytes), bytes: Array("# A\n".utf8)),
                .make("neighbours/\(path.name)", "# A\n"),
            ]
            let outcomes = try await session.write(batch).outcomes
            #expect(outcomes.count == 2, "\(path.name)")
            #expect(outcomes.first == .inserted || outcomes.first?.isRejected == true, "\(path.name): \(outcomes)")
            #expect(outcomes.last == .inserted, "\(path.name)")
        }
        try await session.commit()
        try await session.finish()
    }

    func checkRollback() async throws {
        let sink = try makeSink()
        let session = try await open(sink)
        let kept = try Record.make("c/kept.md", "# Kept\n")
        let changed = try Record.make("c/kept.md", "# Changed\n")
        let dropped = try Record.make("c/dropped.md", "# Dropped\n")
        await expect(session, writing: [dropped], gives: [.inserted])
        await session.rollback()
        await expect(session, writing: [dropped], gives: [.inserted], of: "a record that was rolled back")
        await session.rollback()
        await expect(session, writing: [kept], gives: [.inserted])
        try await session.commit()
        await expect(session, writing: [changed, dropped], gives: [.updated, .inserted])
        await session.rollback()
        await session.rollback()
        try await session.finish()

        let again = try await open(sink)
        await expect(again, writing: [kept], gives: [.unchanged], of: "a record whose change was rolled back")
        await expect(again, writing: [dropped], gives: [.inserted], of: "a record that was rolled back")
        await again.rollback()
        try await again.finish()
    }

    func checkDurability() async throws {
        let sink = try makeSink()
        let committed = try Record.make("c/committed.md", "# Committed\n")
        let second = try Record.make("c/second.md", "# Second\n")
        let uncommitted = try Record.make("c/uncommitted.md", "# Uncommitted\n")
        let session = try await open(sink)
        await expect(session, writing: [committed], gives: [.inserted])
        try await session.commit()
        await expect(session, writing: [second], gives: [.inserted])
        try await session.commit()
        await expect(session, writing: [uncommitted], gives: [.inserted])
        await session.rollback()
        try await session.finish()

        let again = try await open(sink)
        await expect(
            again,
            writing: [committed, second, uncommitted],
            gives: [.unchanged, .unchanged, .inserted],
            of: "a sink that was opened again"
        )
        try await again.commit()
        try await again.finish()
    }

    func checkPartialRejection() async throws {
        for record in unacceptable {
            let sink = try makeSink()
            let session = try await open(sink)
            let before = try Record.make("neighbours/before.md", "# Before\n")
            let after = try Record.make("neighbours/after.md", "# After\n")
            let outcomes = try await session.write([before, record, after]).outcomes
            #expect(outcomes.count == 3, "\(record.path)")
            guard outcomes.count == 3 else { continue }
            #expect(outcomes[0] == .inserted && outcomes[2] == .inserted, "\(record.path): \(outcomes)")
            #expect(outcomes[1].isRejected, "\(record.path) must be rejected, was \(outcomes[1])")
            if case .rejected(let error) = outcomes[1] {
                #expect(!error.message.isEmpty && !error.remedy.isEmpty, "\(record.path)")
            }
            try await session.commit()
            try await session.finish()

            let again = try await open(sink)
            await expect(again, writing: [before, after], gives: [.unchanged, .unchanged], of: "the neighbours")
            await again.rollback()
            try await again.finish()
        }
    }

    private func expect(
        _ session: Sink.Session,
        writing batch: [Record],
        gives expected: [WriteOutcome],
        of subject: String? = nil
    ) async {
        do {
            let outcomes = try await session.write(batch).outcomes
            let paths = batch.map(\.path.description).joined(separator: ", ")
            #expect(outcomes == expected, "writing \(subject.map { "\($0): " } ?? "")\(paths)")
        } catch {
            Issue.record(error, "writing \(subject ?? "a batch")")
        }
    }
}

extension WriteOutcome {
    fileprivate var isRejected: Bool {
        if case .rejected = self { true } else { false }
    }
}
