import Foundation
import SkillSplitBuiltIn
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

/// A tree of files and an SQLite library beside it, gone with the value.
struct Workspace: Sendable {
    private let folder: TemporaryFolder
    let registry: PluginRegistry
    /// The folder that is ingested, as the collection of its name.
    let root: String
    let library: String

    init(plugins: [PluginRegistration] = builtInPlugins, collection: String = "tree") throws {
        folder = try TemporaryFolder()
        registry = try PluginRegistry(plugins)
        root = "\(folder.path)/\(collection)"
        library = folder.path + "/library.db"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    // MARK: The tree

    /// A place beside the tree.
    func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    func write(_ path: String, _ text: String) throws {
        let url = URL(fileURLWithPath: "\(root)/\(path)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func remove(_ path: String) throws {
        try FileManager.default.removeItem(atPath: "\(root)/\(path)")
    }

    func move(_ path: String, to newPath: String) throws {
        let url = URL(fileURLWithPath: "\(root)/\(newPath)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: "\(root)/\(path)", toPath: url.path)
    }

    // MARK: The library

    /// The request of `ingest ROOT --to LIBRARY`.
    func request(prune: DeletionLimit? = nil) throws -> IngestRequest {
        var request = IngestRequest(
            sources: [IngestRequest.Source(path: root)],
            sinks: [try SinkURL("sqlite:\(library)")],
            jobs: 2
        )
        request.prune = prune
        return request
    }

    @discardableResult
    func ingest(_ change: (inout IngestRequest) -> Void = { _ in }) async throws -> IngestReport {
        var request = try request()
        change(&request)
        return try await Ingestor(registry: registry).run(request)
    }

    /// What `body` makes of the library.
    func reading<Result: Sendable>(
        _ body: (any LibrarySession) async throws -> Result
    ) async throws -> Result {
        let sink = try registry.sink(at: SinkURL("sqlite:\(library)"))
        let session = try #require(try await sink.open(SinkContext(purpose: .read)) as? any LibrarySession)
        let result = try await body(session)
        try await session.finish()
        return result
    }

    func paths() async throws -> [String] {
        try await reading { session in
            try await session.files(.all, after: nil, limit: 100_000).map { "\($0.path)" }
        }
    }

    func digest() async throws -> ContentHash {
        try await reading { try await $0.digest() }
    }

    func sectionIDs(_ path: String) async throws -> [SectionID] {
        try await reading { try await $0.sections(of: DocumentPath(path)).map(\.id) }
    }

    /// The text of a file; `nil` where the library does not hold it.
    func text(_ path: String) async throws -> String? {
        try await reading { session in
            let path = try DocumentPath(path)
            guard try await session.file(at: path) != nil else { return nil }
            return String(decoding: try await session.content(of: path, positions: nil), as: UTF8.self)
        }
    }
}
