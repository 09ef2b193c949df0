import Foundation
import SkillSplitEngine
import SkillSplitHost
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct WalkHostileTests {
    @Test func recordsLinksAndFollowsNone() async throws {
        let tree = try TestTree("outside/secret", "in/a.md", "in/sub/b.md")
        try tree.link("in/out", to: "../outside")
        try tree.link("in/up", to: "..")
        try tree.link("in/self", to: "self")
        try tree.link("in/sub/loop", to: "../sub")
        try tree.link(Array("in/odd".utf8), to: [0xFF, 0x0A, 0x20])
        let walk = try await TreeWalker(IngestRoot("\(tree.path)/in")).walk()
        let targets = walk.entries.compactMap { entry -> [UInt8]? in
            if case .link(let target) = entry.kind { target } else { nil }
        }
        #expect(walk.entries.count == 7)
        #expect(
            targets == [
                [0xFF, 0x0A, 0x20], Array("../outside".utf8), Array("self".utf8), Array("../sub".utf8),
                Array("..".utf8),
            ]
        )
        #expect(walk.skipped.isEmpty && walk.failures.isEmpty)
    }

    @Test func obeysFolderRulesForFoldersNotForLinksToThem() async throws {
        let tree = try TestTree("real/a")
        try tree.link("alias", to: "real")
        try tree.write(".gitignore", "real/\nalias/\n")
        #expect(try await tree.paths() == [".gitignore", "alias"])
    }

    @Test func skipsSpecialFiles() async throws {
        let tree = try TestTree("a.md")
        try tree.makeFIFO("pipe")
        let listener = try bindSocket(at: "\(tree.path)/socket")
        defer { close(listener) }
        #expect(try await tree.paths() == ["a.md"])
        #expect(try await tree.skipped() == ["pipe": "special-file:fifo", "socket": "special-file:socket"])
    }

    @Test func skipsFilesAboveTheLimit() async throws {
        let tree = try TestTree("small")
        try tree.write("huge", "")
        truncate("\(tree.path)/huge", 5 << 30)
        #expect(try await tree.paths() == ["small"])
        #expect(try await tree.skipped() == ["huge": "too-large:5368709120>67108864"])
    }

    @Test func takesNamesOfAnyBytes() async throws {
        let tree = try TestTree()
        let names: [[UInt8]] = [
            Array("a\nb".utf8), [0xFF, 0xFE], Array("\u{7}".utf8), Array(" ".utf8), Array("-rf".utf8), Array("*".utf8),
            Array("..a".utf8), Array("...".utf8), Array("\\".utf8), Array(repeating: UInt8(ascii: "n"), count: 255),
        ]
        for name in names { try tree.write(name + Array("/x".utf8), []) }
        let walk = try await tree.walk()
        let expected = names.map { $0 + Array("/x".utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
        #expect(walk.entries.map(\.relativePath) == expected)
    }

    /// Deeper than a path may be long, and with a folder beside each, so that the walk must find its way back.
    @Test func walksAndReadsThousandsOfLevels() async throws {
        let tree = try TestTree()
        let depth = 2200
        try makeDeepTree(at: tree.path, depth: depth)
        defer { removeDeepTree(at: tree.path, depth: depth) }
        for parallelism in [1, 2] {
            var options = WalkOptions()
            options.parallelism = parallelism
            let walk = try await tree.walk(options)
            #expect(walk.entries.count == depth)
            #expect(walk.failures.isEmpty)
            #expect(walk.entries.map(\.relativePath.count).max() == depth * 2 + 1)
        }
        var options = WalkOptions()
        options.maxDepth = 10
        let shallow = try await tree.walk(options)
        #expect(shallow.skipped.map(\.reason) == [.tooDeep(limit: 10), .tooDeep(limit: 10)])

        let root = try IngestRoot(tree.path)
        let reader = FileReader(root)
        for entry in try await tree.walk().entries { #expect(try reader.read(entry.relativePath).bytes == [1]) }
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may read everything")) func reportsWhatItMayNotRead() async throws
    {
        let tree = try TestTree("a.md", "closed/b.md")
        try tree.setMode("closed", 0)
        defer { try? tree.setMode("closed", 0o755) }
        let walk = try await tree.walk()
        #expect(walk.entries.map(\.relativePath) == [Array("a.md".utf8)])
        #expect(walk.failures.map(\.relativePath) == [Array("closed".utf8)])
        #expect(walk.failures.first?.isFolder == true)
        #expect(walk.failures.first?.error.code == .unreadable)
    }

    @Test func livesWithATreeThatChanges() async throws {
        let tree = try TestTree("stays/a.md", "stays/deep/er/b.md")
        let path = tree.path
        let isDone = Flag()
        let thread = Thread {
            var round = 0
            while !isDone.isSet {
                let name = "\(path)/moves\(round % 7)"
                mkdir(name, 0o755)
                symlink("/etc", "\(name)/entry")
                rename(name, "\(path)/other\(round % 5)")
                unlink("\(path)/other\(round % 5)/entry")
                if round % 2 == 0 {
                    rmdir("\(path)/other\(round % 5)")
                    symlink("/etc", "\(path)/other\(round % 5)")
                } else {
                    unlink("\(path)/other\(round % 5)")
                }
                round += 1
            }
        }
        thread.start()
        for _ in 0..<200 {
            let walk = try await tree.walk()
            let stable = walk.entries.map(\.relativePath).filter { $0.starts(with: "stays".utf8) }
            #expect(stable == [Array("stays/a.md".utf8), Array("stays/deep/er/b.md".utf8)])
            #expect(walk.entries.allSatisfy { $0.relativePath.count < 30 }, "it never leaves the root")
        }
        isDone.set()
        while !thread.isFinished { usleep(1000) }
    }

    private func bindSocket(at path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        try #require(result == 0)
        return descriptor
    }

    /// Folders `d` in one another, each with a file `d/x` and an empty folder beside it.
    private func makeDeepTree(at path: String, depth: Int) throws {
        var current = open(path, O_RDONLY | O_DIRECTORY)
        for _ in 0..<depth {
            mkdirat(current, "d", 0o755)
            mkdirat(current, "e", 0o755)
            let next = openat(current, "d", O_RDONLY | O_DIRECTORY)
            close(current)
            try #require(next >= 0)
            current = next
            let file = openat(current, "x", O_WRONLY | O_CREAT, 0o644)
            _ = Glibc.write(file, [1], 1)
            close(file)
        }
        close(current)
    }

    /// Foundation cannot remove what is so deep.
    private func removeDeepTree(at path: String, depth: Int) {
        var current = open(path, O_RDONLY | O_DIRECTORY)
        var levels = 0
        while case let next = openat(current, "d", O_RDONLY | O_DIRECTORY), next >= 0 {
            close(current)
            current = next
            levels += 1
        }
        for _ in 0..<levels {
            unlinkat(current, "x", 0)
            unlinkat(current, "e", AT_REMOVEDIR)
            let parent = openat(current, "..", O_RDONLY | O_DIRECTORY)
            close(current)
            current = parent
            unlinkat(current, "d", AT_REMOVEDIR)
        }
        close(current)
    }
}

/// A switch that another thread sees.
private final class Flag: Sendable {
    private let lock = NSLock()
    nonisolated(unsafe) private var value = false

    var isSet: Bool { lock.withLock { value } }

    func set() { lock.withLock { value = true } }
}
