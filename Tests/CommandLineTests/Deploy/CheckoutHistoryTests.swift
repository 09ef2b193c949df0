import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

/// Random edits at a target and in the library, with checkins between: no edit is lost, and none comes twice.
///
/// `SKILL_SPLIT_HISTORIES` says how many histories there are, `SKILL_SPLIT_SEED` the seed of the first.
@Suite struct CheckoutHistoryTests {
    @Test func noEditIsLost() async throws {
        let environment = ProcessInfo.processInfo.environment
        let count = environment["SKILL_SPLIT_HISTORIES"].flatMap { Int($0) } ?? 60
        let first = environment["SKILL_SPLIT_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...1 << 40)
        let fixture = try DeployFixture()
        var totals = CheckoutHistory.Totals()
        try await fixture.withLibrary { library, deployer in
            for seed in first..<(first + UInt64(count)) {
                var history = try CheckoutHistory(seed: seed, fixture: fixture, library: library, deployer: deployer)
                try await history.run(&totals)
            }
        }
        print("seeds \(first)..<\(first + UInt64(count)): \(totals)")
        #expect(totals.clean > 0 && totals.conflicting > 0)
    }
}

/// One component that both sides edit.
///
/// An edit is a line that exists nowhere else.
struct CheckoutHistory {
    struct Totals {
        var edits = 0
        var clean = 0
        var conflicting = 0
    }

    private let seed: UInt64
    private let fixture: DeployFixture
    private let library: any LibrarySession & CheckoutStore
    private let deployer: Deployer
    private let root: DocumentPath
    private let target: String
    private var random: SeededGenerator
    private var counter = 0
    /// The lines that no one removed.
    private var alive: Set<String> = []
    /// Whether a version was kept beside another one, so that lines may stand in both.
    private var hasCopies = false

    init(
        seed: UInt64,
        fixture: DeployFixture,
        library: any LibrarySession & CheckoutStore,
        deployer: Deployer
    ) throws {
        self.seed = seed
        self.fixture = fixture
        self.library = library
        self.deployer = deployer
        root = try DocumentPath("histories/\(seed)")
        target = fixture.target("\(seed)")
        random = SeededGenerator(seed: seed)
    }

    mutating func run(_ totals: inout Totals) async throws {
        for name in ["a.md", "b.md", "sub/c.md"] {
            let text = (1...4).map { "# Part \($0)\n\n\(line())\n\n" }.joined()
            try await store(name, text)
        }
        _ = try await deployer.checkOut(
            Deployer.Request(source: CheckoutSource(path: root), target: Array(target.utf8))
        )
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                try await Bool.random(using: &random) ? editTarget() : editLibrary()
                totals.edits += 1
            }
            try await checkIn(&totals)
        }
        var request = Checkin.Request(target: Array(target.utf8))
        request.removes = true
        request.conflicts = .keepBoth
        _ = try await Checkin(deployer).run(request)
        let found = try await libraryLines()
        #expect(Set(found).isSuperset(of: alive), "seed \(seed): lost \(alive.subtracting(found))")
        #expect(!FileManager.default.fileExists(atPath: target), "seed \(seed)")
        _ = try await library.delete(try await files().map(\.path))
        try await library.commit()
    }

    private mutating func checkIn(_ totals: inout Totals) async throws {
        var request = Checkin.Request(target: Array(target.utf8))
        request.conflicts = Int.random(in: 0..<4, using: &random) == 0 ? .keepBoth : .fail
        let before = (try await libraryLines().sorted(), try targetLines().sorted())
        let outcome = try await Checkin(deployer).run(request)
        let after = (try await libraryLines().sorted(), try targetLines().sorted())
        if outcome.conflicts.isEmpty { totals.clean += 1 } else { totals.conflicting += 1 }
        if !outcome.conflicts.isEmpty, request.conflicts == .fail {
            #expect(before == after, "seed \(seed)")
        } else {
            hasCopies = hasCopies || !outcome.conflicts.isEmpty
            #expect(Set(after.0).isSuperset(of: alive), "seed \(seed): lost \(alive.subtracting(after.0))")
            // A target is not emptied: the library may have lost the component.
            if try await !files().isEmpty { #expect(after.0 == after.1, "seed \(seed): both sides are the same") }
            if !hasCopies { #expect(Set(after.0).count == after.0.count, "seed \(seed): a line stands twice") }
        }
        #expect(Set(after.0).union(after.1).isSuperset(of: alive), "seed \(seed): lost")
    }

    private mutating func editTarget() async throws {
        let names = try snapshot(of: target).keys.sorted()
        guard let name = names.randomElement(using: &random) else { return }
        let path = "\(target)/\(name)"
        switch Int.random(in: 0..<10, using: &random) {
        case 0 where names.count > 1:
            kill(try fixture.read(path))
            try FileManager.default.removeItem(atPath: path)
        case 1: try fixture.write("# New\n\n\(line())\n", to: "\(target)/mine-\(counter).md")
        case 2: try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        default: try fixture.write(edited(try fixture.read(path)), to: path)
        }
    }

    private mutating func editLibrary() async throws {
        let files = try await files()
        guard let file = files.randomElement(using: &random) else { return }
        let text = String(decoding: try await library.content(of: file.path, positions: nil), as: UTF8.self)
        switch Int.random(in: 0..<10, using: &random) {
        case 0 where files.count > 1:
            kill(text)
            _ = try await library.delete([file.path])
            try await library.commit()
        case 1: try await store("theirs-\(counter).md", "# New\n\n\(line())\n")
        default: try await store(String("\(file.path)".dropFirst("\(root)/".count)), edited(text), file.permissions)
        }
    }

    /// `text` with a new line behind one of its lines, or a new part.
    private mutating func edited(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let places = lines.indices.filter { lines[$0].hasPrefix("line ") }
        let place = places.randomElement(using: &random).map { $0 + 1 } ?? 0
        let isPart = Int.random(in: 0..<4, using: &random) == 0
        lines.insert(contentsOf: isPart ? ["", "# Part \(counter)", "", line()] : [line()], at: place)
        return lines.joined(separator: "\n")
    }

    private mutating func line() -> String {
        counter += 1
        let line = "line \(seed)-\(counter)"
        alive.insert(line)
        return line
    }

    private mutating func kill(_ text: String) {
        alive.subtract(Self.lines(of: text))
    }

    private func store(_ name: String, _ text: String, _ permissions: UInt16 = 0o644) async throws {
        let component = Component(kind: .skill, root: root)
        _ = try await library.write([
            Record.make("\(root)/\(name)", text, permissions: permissions, component: component)
        ])
        try await library.commit()
    }

    private func files() async throws -> [StoredFile] {
        try await library.files(FileFilter(prefix: root), after: nil, limit: 1000)
    }

    private func libraryLines() async throws -> [String] {
        var lines: [String] = []
        for file in try await files() {
            lines += Self.lines(
                of: String(decoding: try await library.content(of: file.path, positions: nil), as: UTF8.self)
            )
        }
        return lines
    }

    private func targetLines() throws -> [String] {
        try snapshot(of: target).keys.flatMap { Self.lines(of: try fixture.read("\(target)/\($0)")) }
    }

    private static func lines(of text: String) -> [String] {
        text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("line ") }
    }
}
