import Foundation
import SkillSplitFilesystem
import SkillSplitHost
import SkillSplitTesting
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A target of a test, and what stands in it.
struct ExportFolder {
    private let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = "\(folder.path)/target"
    }

    /// A path beside the target.
    func beside(_ name: String) -> String { "\(folder.path)/\(name)" }

    func sink(_ options: [String: String] = [:]) throws -> FilesystemSink {
        var values = OptionValues(options)
        return try FilesystemSink(location: path, options: FilesystemSink.Options(&values))
    }

    func open(_ options: [String: String] = [:]) async throws -> FilesystemSession {
        try await sink(options).open(SinkContext(purpose: .write))
    }

    /// Writes, commits and finishes.
    @discardableResult
    func export(_ records: [Record], _ options: [String: String] = [:]) async throws -> [WriteOutcome] {
        let session = try await open(options)
        let outcomes = try await session.write(records).outcomes
        try await session.commit()
        try await session.finish()
        return outcomes
    }

    /// Each entry below the target: a file's content, a link's target after an arrow, nothing for a folder.
    var tree: [String: String] {
        var tree: [String: String] = [:]
        for case let name as String in FileManager.default.enumerator(atPath: path) ?? .init() {
            var isFolder: ObjCBool = false
            let full = "\(path)/\(name)"
            if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: full) {
                tree[name] = "-> \(target)"
            } else if FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), isFolder.boolValue {
                tree[name] = ""
            } else {
                tree[name] = String(
                    decoding: (try? Data(contentsOf: URL(fileURLWithPath: full))) ?? Data(),
                    as: UTF8.self
                )
            }
        }
        return tree
    }

    /// ``tree`` without folders and the manifest.
    var files: [String: String] { tree.filter { !$0.value.isEmpty && $0.key != ".skill-split-export" } }

    var manifest: [UInt8] {
        Array((try? Data(contentsOf: URL(fileURLWithPath: "\(path)/.skill-split-export"))) ?? Data())
    }

    func put(_ content: String, at name: String) throws {
        let url = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content.utf8).write(to: url)
    }

    func mode(of name: String) -> Int {
        var status = stat()
        return lstat("\(path)/\(name)", &status) == 0 ? Int(status.st_mode) & 0o7777 : -1
    }
}

extension WriteOutcome {
    /// The code of a rejection.
    var rejection: SkillSplitError.Code? {
        if case .rejected(let error) = self { error.code } else { nil }
    }
}
