import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Synchronization
import Testing

/// A sink that others can read, and in which another writer is faster with files called `taken.md`.
struct SharedSink: SinkPlugin {
    static let manifest = PluginManifest.sink(id: "shared", summary: "Shared.")
    static let stores = Mutex<[String: [DocumentPath]]>([:])

    let location: String

    init(location: String, options: NoOptions) {
        self.location = location
    }

    func open(_ context: SinkContext) async throws(SkillSplitError) -> SharedSession {
        SharedSession(location: location, trustsFolder: context.trustsFolder)
    }

    static func paths(_ location: String) -> [String] {
        stores.withLock { ($0[location] ?? []).map(\.name).sorted() }
    }
}

actor SharedSession: SharedDestination, PartialCommit {
    private let location: String
    private let trustsFolder: Bool
    private var staged: [DocumentPath] = []

    init(location: String, trustsFolder: Bool) {
        self.location = location
        self.trustsFolder = trustsFolder
    }

    func write(_ batch: [Record]) async throws(SkillSplitError) -> WriteResult {
        guard trustsFolder else { throw SkillSplitError(.credential, "not trusted", remedy: "None.") }
        staged += batch.map(\.path)
        return WriteResult(batch.map { _ in .inserted })
    }

    func commitPartially() async throws(SkillSplitError) -> [RefusedFile] {
        let taken = staged.filter { $0.name == "taken.md" }
        let (location, rest) = (location, staged.filter { $0.name != "taken.md" })
        SharedSink.stores.withLock { $0[location, default: []] += rest }
        staged = []
        return taken.map {
            RefusedFile(path: $0, error: SkillSplitError(.conflict, "'\($0)' was changed", remedy: "Look."))
        }
    }

    func commit() async throws(SkillSplitError) {
        if let file = try await commitPartially().first { throw file.error }
    }

    func rollback() async { staged = [] }

    func finish() async throws(SkillSplitError) {}
}

@Suite struct SharedSinkTests {
    private static let token = "ghp_" + "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5"

    private let folder: TemporaryFolder
    private let location = UUID().uuidString

    init() throws {
        folder = try TemporaryFolder()
        for (name, text) in ["open.md": "# A\n", "secret.md": "# B\n\ntoken: \(Self.token)\n", "taken.md": "# C\n"] {
            try text.write(toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
        }
    }

    private func ingest(_ change: (inout IngestRequest) -> Void = { _ in }) async throws -> IngestReport {
        var request = IngestRequest(
            sources: [IngestRequest.Source(path: folder.path, collection: "c")],
            sinks: [try SinkURL("shared:\(location)")],
            jobs: 1
        )
        change(&request)
        let registry = try PluginRegistry([.parser(WholeFileParser.self), .sink(SharedSink.self)])
        return try await Ingestor(registry: registry).run(request)
    }

    @Test func keepsCredentialsBackAndNamesWhatSomeoneElseChanged() async throws {
        let report = try await ingest()
        #expect(SharedSink.paths(location) == ["open.md"])
        #expect(report.stored == 1)
        let failures = Dictionary(uniqueKeysWithValues: report.failed.map { ($0.path, $0.detail) })
        #expect(failures["c/taken.md"]?.code == .conflict)
        let refusal = try #require(failures["c/secret.md"])
        #expect(refusal.code == .credential && refusal.message.contains("line 3 (github-token)"))
        #expect(!"\(refusal)".contains(Self.token))
        #expect(report.sinks.first?.rejected == 2 && report.sinks.first?.inserted == 1)
    }

    @Test func sendsCredentialsThatAreAllowed() async throws {
        _ = try await ingest { $0.secrets = SecretPolicy(allowsAll: true) }
        #expect(SharedSink.paths(location) == ["open.md", "secret.md"])
    }

    @Test func asksTheSinkNotToBelieveTheFolder() async throws {
        let report = try await ingest { $0.trustsFolder = false }
        #expect(report.sinks.first?.failure?.code == .credential)
    }
}
