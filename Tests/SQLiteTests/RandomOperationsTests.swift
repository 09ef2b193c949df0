import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSQLite

/// Random sequences of operations against a dictionary of files; `SKILL_SPLIT_TEST_SCALE=5` does 10,000 of them.
@Suite struct RandomOperationsTests {
    private struct Model {
        var files: [String: [String]] = [:]

        /// The addresses of the sections that hold `word`, as a scan finds them.
        func scan(_ word: String) -> Set<String> {
            var found: Set<String> = []
            for (path, sections) in files {
                for (position, words) in sections.enumerated()
                where words.split(separator: " ").contains(Substring(word)) {
                    found.insert("\(path)#s\(position)")
                }
            }
            return found
        }
    }

    /// Few words that many sections hold, and many that few do: a thousand in all are searched for at the end.
    private static let common = (0..<120).map { "word\($0)" } + ["naïve", "日本語", "🧭", "c3po", "Ωmega"]
    private static let vocabulary = common + (0..<875).map { "rare\($0)" }

    private func words(_ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...12, using: &generator)).map { _ in
            let words = Int.random(in: 0..<8, using: &generator) == 0 ? Self.vocabulary : Self.common
            return words[Int.random(in: 0..<words.count, using: &generator)]
        }.joined(separator: " ")
    }

    /// Sections whose titles tell their places, so that addresses are known.
    private func record(_ path: String, _ sections: [String]) throws -> Record {
        try .make(path, sections.enumerated().map { "# s\($0)\n\($1)\n" }.joined())
    }

    @Test(.timeLimit(.minutes(60))) func theIndexIsTheContentAfterEveryKindOfChange() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        let library = try TestLibrary()
        var session = try await library.open()
        var model = Model()
        var committed = model
        let count = TestScale.times(2_000)
        for operation in 0..<count {
            let path = "c/\(Int.random(in: 0..<80, using: &generator)).md"
            switch Int.random(in: 0..<12, using: &generator) {
            case 0, 1, 2:
                let sections = (0..<Int.random(in: 0...8, using: &generator)).map { _ in words(&generator) }
                model.files[path] = sections
                _ = try await session.write([record(path, sections)])
            case 3, 4, 5, 6:
                guard var sections = model.files[path], !sections.isEmpty else { continue }
                let place = Int.random(in: 0..<sections.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: sections[place] = words(&generator)
                case 1: sections.insert(words(&generator), at: place)
                default: sections.remove(at: place)
                }
                model.files[path] = sections
                _ = try await session.write([record(path, sections)])
            case 7:
                _ = try await session.delete([DocumentPath(path)])
                model.files[path] = nil
            case 8:
                // A rename or a copy.
                guard let sections = model.files[path] else { continue }
                let other = "c/\(Int.random(in: 0..<80, using: &generator)).md"
                if Bool.random(using: &generator), other != path {
                    _ = try await session.delete([DocumentPath(path)])
                    model.files[path] = nil
                }
                model.files[other] = sections
                _ = try await session.write([record(other, sections)])
            case 9, 10:
                try await session.commit()
                committed = model
            default:
                if Int.random(in: 0..<4, using: &generator) == 0 {
                    await session.rollback()
                    model = committed
                } else if Int.random(in: 0..<10, using: &generator) == 0 {
                    try await session.commit()
                    committed = model
                    try await session.finish()
                    session = try await library.open()
                }
            }
            if operation % (count / 6) == 0 { try await compare(session, model, seed: seed, words: 10, &generator) }
        }
        try await session.commit()
        try await compare(session, model, seed: seed, words: Self.vocabulary.count, &generator)
        try await session.expectSound("seed \(seed)")
        try await session.finish()
    }

    private func compare(
        _ session: SQLiteSession,
        _ model: Model,
        seed: UInt64,
        words count: Int,
        _ generator: inout SeededGenerator
    ) async throws {
        for word in Self.vocabulary.shuffled(using: &generator).prefix(count) {
            let found = try await session.find(.word(word), limit: 100_000)
            #expect(Set(found) == model.scan(word), "'\(word)', seed \(seed)")
            #expect(Set(found).count == found.count, "'\(word)', seed \(seed)")
        }
        let files = try await session.files(.all, after: nil, limit: 1_000)
        #expect(Set(files.map(\.path.description)) == Set(model.files.keys), "seed \(seed)")
        for file in files {
            let expected = try record(file.path.description, model.files[file.path.description] ?? [])
            let content = try await session.content(of: file.path, positions: nil)
            #expect(content == expected.document.source.bytes, "\(file.path), seed \(seed)")
        }
    }
}
