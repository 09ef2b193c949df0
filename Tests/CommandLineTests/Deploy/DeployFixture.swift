import Foundation
import SkillSplitBuiltIn
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

/// A library in a temporary folder, and a place to deploy to.
struct DeployFixture {
    let folder: TemporaryFolder
    let registry: PluginRegistry

    init() throws {
        folder = try TemporaryFolder()
        registry = try PluginRegistry(builtInPlugins)
    }

    var home: String { folder.path + "/home" }
    var tree: String { folder.path + "/tree" }

    /// A path of the place to deploy to.
    func target(_ name: String) -> String { folder.path + "/out/" + name }

    func ingest(_ path: String? = nil, collection: String = "tree") async throws {
        let report = try await Ingestor(registry: registry).run(
            IngestRequest(
                sources: [IngestRequest.Source(path: path ?? tree, collection: collection)],
                sinks: [SinkURL("sqlite:\(folder.path)/library.db")],
                jobs: 2
            )
        )
        #expect(report.failed.isEmpty)
    }

    /// Runs `body` with the library open.
    func withLibrary<Value>(
        _ body: (any LibrarySession & CheckoutStore, Deployer) async throws -> Value
    ) async throws -> Value {
        let sink = try registry.sink(at: SinkURL("sqlite:\(folder.path)/library.db"))
        let session = try await sink.open(SinkContext(purpose: .write))
        let library = try #require(session as? any LibrarySession & CheckoutStore)
        let deployer = Deployer(
            library: library,
            store: library,
            home: Array(home.utf8),
            registry: registry
        )
        let value = try await body(library, deployer)
        try await library.finish()
        return value
    }

    @discardableResult
    func checkOut(
        _ name: String,
        _ target: String?,
        section: String? = nil,
        stripsHeadings: Bool = false,
        force: Bool = false,
        enabling: (settings: String, plugin: String)? = nil
    ) async throws -> Deployer.Outcome {
        try await withLibrary { library, deployer in
            let source = try await CheckoutSource.find(
                name,
                section: section,
                stripsHeadings: stripsHeadings,
                in: library
            )
            var request = Deployer.Request(source: source, target: target.map { Array($0.utf8) })
            request.isForced = force
            request.enabling = enabling.map { (Array($0.settings.utf8), $0.plugin) }
            return try await deployer.checkOut(request)
        }
    }

    func checkIn(
        _ target: String,
        remove: Bool = false,
        conflicts: Checkin.ConflictPolicy = .fail
    ) async throws -> Checkin.Outcome {
        try await withLibrary { _, deployer in
            var request = Checkin.Request(target: Array(target.utf8))
            request.removes = remove
            request.conflicts = conflicts
            return try await Checkin(deployer).run(request)
        }
    }

    func states() async throws -> [CheckoutStatus.State] {
        try await withLibrary { _, deployer in try await deployer.status().map(\.state) }
    }

    func content(_ path: String) async throws -> String {
        try await withLibrary { library, _ in
            String(decoding: try await library.content(of: DocumentPath(path), positions: nil), as: UTF8.self)
        }
    }

    func write(_ text: String, to path: String, permissions: Int = 0o644) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: url)
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
    }

    func read(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    /// A skill with a script and a link.
    func makeSkill(_ name: String = "brew") throws {
        try write(
            "---\nname: \(name)\ndescription: Brews tea.\n---\n\n# Brew\n\nOne.\n\n## Steep\n\nTwo.\n\n## Pour\n\nThree.\n",
            to: "\(tree)/skills/\(name)/SKILL.md"
        )
        try write("#!/bin/sh\necho tea\n", to: "\(tree)/skills/\(name)/scripts/run.sh", permissions: 0o755)
        try FileManager.default.createSymbolicLink(
            atPath: "\(tree)/skills/\(name)/latest.sh",
            withDestinationPath: "scripts/run.sh"
        )
    }
}

/// Every file and link below a folder, with its bytes and mode; folders are left out.
func snapshot(of path: String) throws -> [String: String] {
    var result: [String: String] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: path) ?? .init() {
        let full = "\(path)/\(name)"
        if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: full) {
            result[name] = "-> \(target)"
            continue
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: full)
        guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
        let mode = attributes[.posixPermissions] as? Int ?? 0
        result[name] =
            "\(String(mode, radix: 8)) \(try Data(contentsOf: URL(fileURLWithPath: full)).base64EncodedString())"
    }
    return result
}
