import Glibc
import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSQLite

/// What many writers and readers do to one library, in this process and in others.
@Suite(.serialized) struct ConcurrencyTests {
    private let library: TestLibrary

    init() throws {
        library = try TestLibrary()
    }

    /// The files that writer `number` of `count` has; most of them others have too.
    private static func records(of number: Int) throws -> [Record] {
        try (0..<60).map { index in
            let path = index < 40 ? "c/shared\(index).md" : "c/own\(number)-\(index).md"
            return try .make(path, "# \(path)\nshared words\n# Second\nmore \(index)\n")
        }
    }

    private static func ingest(_ path: String, number: Int) async throws {
        let sink = try SQLiteSink(location: path, options: SQLiteSink.Options(patience: 120))
        let session = try await sink.open(SinkContext(purpose: .write))
        for record in try records(of: number) {
            _ = try await session.write([record])
            try await session.commit()
        }
        try await session.finish()
    }

    private func expectAllOfThem(writers: Int) async throws {
        let session = try await library.open()
        try await session.expectSound()
        let serial = try TestLibrary()
        for number in 0..<writers { try await Self.ingest(serial.path, number: number) }
        let expected = try await serial.open()
        #expect(try await session.digest() == expected.digest())
        #expect(try await session.find(.word("shared")).count == 40 + writers * 20)
        try await session.finish()
        try await expected.finish()
    }

    @Test func eightSessionsOfOneProcessCreateAndFillALibrary() async throws {
        try await withThrowingTaskGroup(of: Void.self) { [library] group in
            for number in 0..<8 {
                group.addTask { try await Self.ingest(library.path, number: number) }
            }
            try await group.waitForAll()
        }
        try await expectAllOfThem(writers: 8)
    }

    @Test func eightProcessesCreateAndFillALibrary() async throws {
        await withTaskGroup(of: Void.self) { [library] group in
            for number in 0..<8 {
                group.addTask {
                    await #expect(processExitsWith: .success) {
                        [path = library.path as String, number = number as Int] in
                        try await Self.ingest(path, number: number)
                    }
                }
            }
        }
        try await expectAllOfThem(writers: 8)
    }

    @Test func aReaderSeesCommittedStatesOnly() async throws {
        let writer = try await library.open()
        try await writer.store([.make("c/a.md", "# A\n0\n"), .make("c/b.md", "# B\n0\n")])
        let reader = try await library.open(.read)
        let (a, b) = (try DocumentPath("c/a.md"), try DocumentPath("c/b.md"))
        for round in 1...20 {
            _ = try await writer.write([.make("c/a.md", "# A\n\(round)\n"), .make("c/b.md", "# B\n\(round)\n")])
            let old = "\(round - 1)\n"
            #expect(String(decoding: try await reader.content(of: a, positions: nil), as: UTF8.self) == "# A\n\(old)")
            try await writer.commit()
            #expect(
                String(decoding: try await reader.content(of: b, positions: nil), as: UTF8.self) == "# B\n\(round)\n"
            )
        }
        try await reader.finish()
        try await writer.finish()
    }

    @Test func saysHowLongItWaitedForTheLock() async throws {
        let holder = try await library.open()
        _ = try await holder.write([.make("c/a.md", "# A\n")])
        let other = try await library.open(patience: 0)
        do {
            _ = try await other.write([.make("c/b.md", "# B\n")])
            Issue.record("two sessions write at once")
        } catch {
            #expect(error.code == .busy)
            #expect(error.message.contains("0 seconds") && error.remedy.contains("busy="))
        }
        await other.rollback()
        try await holder.commit()
        #expect(try await other.write([.make("c/b.md", "# B\n")]).outcomes == [.inserted])
        try await other.commit()
        #expect(
            try await holder.write([.make("c/b.md", "# B\n")]).outcomes == [.unchanged],
            "what another wrote is seen"
        )
        try await holder.commit()
    }

    /// Texts that one session has seen may go while another works.
    @Test func forgetsTextsThatAnotherSessionRemoved() async throws {
        let first = try await library.open()
        let second = try await library.open()
        let shared = "# Shared\nwords\n"
        try await first.store([.make("c/a.md", shared)])
        _ = try await second.delete([try DocumentPath("c/a.md")])
        try await second.commit()
        try await first.store([.make("c/b.md", shared)])
        #expect(try await second.content(of: DocumentPath("c/b.md"), positions: nil) == Array(shared.utf8))
        try await first.expectSound()
    }

    @Test(.timeLimit(.minutes(30))) func aKilledWriterLeavesEachFileWhole() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        for round in 0..<TestScale.times(6) {
            let delay = UInt32.random(in: 1_000...150_000, using: &generator)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = library.path as String, round = round as Int, delay = delay as UInt32] in
                try await Self.writeUntilKilled(path, round: round, microseconds: delay)
            }
            let session = try await library.open()
            try await session.expectSound("round \(round), seed \(seed)")
            for file in try await session.files(.all, after: nil, limit: 10_000) {
                let content = String(decoding: try await session.content(of: file.path, positions: nil), as: UTF8.self)
                let version = content.split(separator: "\n").last.map(String.init) ?? ""
                let expected = try Record.make(file.path.description, Self.text(version: version))
                #expect(file.hash == expected.hash, "\(file.path) is of two versions, seed \(seed)")
            }
            try await session.finish()
        }
    }

    private static func text(version: String) -> String {
        (0..<10).map { "# Section \($0)\nwords of \(version)\n" }.joined() + "\(version)\n"
    }

    private static func writeUntilKilled(_ path: String, round: Int, microseconds: UInt32) async throws {
        let sink = try SQLiteSink(location: path, options: SQLiteSink.Options(patience: 60))
        let session = try await sink.open(SinkContext(purpose: .write))
        // A thread of its own: the kill may come anywhere, inside SQLite too.
        var thread = pthread_t()
        let delay = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
        delay.initialize(to: microseconds)
        pthread_create(
            &thread,
            nil,
            { argument in
                if let argument { usleep(argument.load(as: UInt32.self)) }
                kill(getpid(), SIGKILL)
                return nil
            },
            delay
        )
        for step in 0... {
            let batch = try (0..<5).map { index in
                try Record.make("c/\((step * 7 + index) % 40).md", text(version: "\(round)-\(step)"))
            }
            _ = try await session.write(batch)
            if step % 5 == 4 { _ = try await session.delete([batch[0].path]) }
            try await session.commit()
        }
    }
}
