import Foundation
import SkillSplitEngine
import SkillSplitTesting

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A temporary folder that tests fill with files whose names may be any bytes.
struct TestTree {
    struct SystemError: Error {
        let call: String
        let code: Int32
    }

    private let folder: TemporaryFolder
    var path: String { folder.path }

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Makes a tree of `files`, each with its path, and with its path as its content.
    init(_ files: String...) throws {
        try self.init()
        for file in files { try write(file, file) }
    }

    func absolute(_ relativePath: [UInt8]) -> [UInt8] { Array(path.utf8) + [UInt8(ascii: "/")] + relativePath }

    func write(_ relativePath: String, _ content: String = "") throws {
        try write(Array(relativePath.utf8), Array(content.utf8))
    }

    func write(_ relativePath: [UInt8], _ content: [UInt8]) throws {
        if let slash = relativePath.lastIndex(of: UInt8(ascii: "/")) {
            try makeFolder(Array(relativePath[..<slash]))
        }
        let descriptor = try check("open") { open($0, O_WRONLY | O_CREAT | O_TRUNC, 0o644) }(absolute(relativePath))
        defer { close(descriptor) }
        guard content.withUnsafeBytes({ Glibc.write(descriptor, $0.baseAddress, $0.count) }) == content.count else {
            throw SystemError(call: "write", code: errno)
        }
    }

    /// Makes a folder and those above it.
    func makeFolder(_ relativePath: [UInt8]) throws {
        let path = absolute(relativePath)
        for end in path.indices.dropFirst(self.path.utf8.count + 1) + [path.count]
        where end == path.count || path[end] == UInt8(ascii: "/") {
            let result = withCString(Array(path[..<end])) { mkdir($0, 0o755) }
            if result != 0, errno != EEXIST { throw SystemError(call: "mkdir", code: errno) }
        }
    }

    func link(_ relativePath: String, to target: String) throws {
        try link(Array(relativePath.utf8), to: Array(target.utf8))
    }

    func link(_ relativePath: [UInt8], to target: [UInt8]) throws {
        _ = try check("symlink") { path in withCString(target) { symlink($0, path) } }(absolute(relativePath))
    }

    func makeFIFO(_ relativePath: String) throws {
        _ = try check("mkfifo") { mkfifo($0, 0o644) }(absolute(Array(relativePath.utf8)))
    }

    func setMode(_ relativePath: String, _ mode: mode_t) throws {
        _ = try check("chmod") { chmod($0, mode) }(absolute(Array(relativePath.utf8)))
    }

    func remove(_ relativePath: String) throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(relativePath)")
    }

    private func check(_ name: String, _ call: @escaping (UnsafePointer<CChar>) -> Int32) -> ([UInt8]) throws -> Int32 {
        { path in
            let result = withCString(path, call)
            guard result >= 0 else { throw SystemError(call: name, code: errno) }
            return result
        }
    }

    private func withCString<Result>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        (bytes + [0]).withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { body($0.baseAddress.unsafelyUnwrapped) }
        }
    }
}

extension TestTree {
    func walk(_ options: WalkOptions = WalkOptions()) async throws -> WalkResult {
        try await TreeWalker(IngestRoot(path), options: options).walk()
    }

    /// The paths of a walk's entries.
    func paths(_ options: WalkOptions = WalkOptions()) async throws -> [String] {
        try await walk(options).entries.map { String(decoding: $0.relativePath, as: UTF8.self) }
    }

    /// What a walk skips, each with its reason.
    func skipped(_ options: WalkOptions = WalkOptions()) async throws -> [String: String] {
        let skipped = try await walk(options).skipped
        return Dictionary(
            uniqueKeysWithValues: skipped.map { (String(decoding: $0.relativePath, as: UTF8.self), "\($0.reason)") }
        )
    }
}
