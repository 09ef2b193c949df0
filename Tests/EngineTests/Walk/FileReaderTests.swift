import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct FileReaderTests {
    private func reader(_ tree: TestTree) throws -> FileReader {
        FileReader(try IngestRoot(tree.path))
    }

    private func read(_ path: String, in tree: TestTree, limit: Int64 = .max) throws -> FileContent {
        try reader(tree).read(Array(path.utf8), limit: limit)
    }

    @Test(arguments: [0, 1, 4095, 4096, 100_000, 3_000_001]) func readsEveryByte(count: Int) throws {
        let tree = try TestTree()
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try tree.write(Array("a/b/file".utf8), bytes)
        let content = try read("a/b/file", in: tree)
        #expect(content.bytes == bytes)
        #expect(content.stamp.size == Int64(count))
    }

    @Test func readsInAnyOrder() throws {
        let paths = ["a/1", "a/b/2", "a/b/c/3", "a/bc/4", "ab/5", "6"]
        let tree = try TestTree("a/1", "a/b/2", "a/b/c/3", "a/bc/4", "ab/5", "6")
        let reader = try reader(tree)
        var random = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let path = random.pick(paths)
            #expect(try reader.read(Array(path.utf8)).bytes == Array(path.utf8))
        }
    }

    @Test func refusesWhatIsAboveTheLimit() throws {
        let tree = try TestTree("12345")
        #expect(try read("12345", in: tree, limit: 5).bytes.count == 5)
        let error = #expect(throws: SkillSplitError.self) { try read("12345", in: tree, limit: 4) }
        #expect(error?.code == .limit)
    }

    @Test func followsNoLink() throws {
        let tree = try TestTree("outside/secret", "in/a.md")
        try tree.link("in/file", to: "../outside/secret")
        try tree.link("in/folder", to: "../outside")
        let reader = FileReader(try IngestRoot("\(tree.path)/in"))
        for path in ["file", "folder/secret", "../outside/secret"] {
            let error = #expect(throws: SkillSplitError.self, "\(path)") { try reader.read(Array(path.utf8)) }
            #expect(error?.code != .limit)
        }
        #expect(try reader.read(Array("a.md".utf8)).bytes == Array("in/a.md".utf8))
    }

    @Test func followsNoLinkThatTookTheFoldersPlace() throws {
        let tree = try TestTree("in/sub/a.md", "outside/a.md")
        let reader = FileReader(try IngestRoot("\(tree.path)/in"))
        #expect(try reader.read(Array("sub/a.md".utf8)).bytes == Array("in/sub/a.md".utf8))
        try tree.remove("in/sub")
        try tree.link("in/sub", to: "../outside")
        let late = FileReader(try IngestRoot("\(tree.path)/in"))
        #expect(throws: SkillSplitError.self) { try late.read(Array("sub/a.md".utf8)) }
    }

    @Test(.timeLimit(.minutes(1))) func refusesAPipeAtOnce() throws {
        let tree = try TestTree()
        try tree.makeFIFO("pipe")
        let error = #expect(throws: SkillSplitError.self) { try read("pipe", in: tree) }
        #expect(error?.code == .unreadable)
    }

    @Test func saysWhatIsMissing() throws {
        let error = #expect(throws: SkillSplitError.self) { try read("none", in: TestTree()) }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains("none") == true)
    }

    /// What is returned was in the file at one moment: the writer puts one byte everywhere before it goes on.
    @Test func neverReturnsHalfAChange() throws {
        let tree = try TestTree()
        let size = 1 << 20
        try tree.write(Array("file".utf8), Array(repeating: 0, count: size))
        let path = "\(tree.path)/file"
        let writer = Thread {
            for value in UInt8(1)...40 {
                let descriptor = open(path, O_WRONLY)
                let bytes = [UInt8](repeating: value, count: size)
                for start in stride(from: 0, to: size, by: 1 << 16) {
                    pwrite(descriptor, Array(bytes[start..<start + 1 << 16]), 1 << 16, start)
                }
                close(descriptor)
            }
        }
        writer.start()
        var whole = 0
        while !writer.isFinished {
            do {
                let content = try read("file", in: tree)
                if Set(content.bytes).count == 1 { whole += 1 } else { #expect(!content.isStampTrustworthy) }
            } catch let error as SkillSplitError {
                #expect(error.message.contains("changed"))
            }
        }
        #expect(Set(try read("file", in: tree).bytes).count == 1)
    }
}

/// Git's racy rule.
struct StampTrustTests {
    private func isTrustworthy(_ tree: TestTree) throws -> Bool {
        try FileReader(IngestRoot(tree.path)).read(Array("a.md".utf8)).isStampTrustworthy
    }

    @Test func distrustsAFileThatJustChanged() throws {
        let tree = try TestTree("a.md")
        #expect(try !isTrustworthy(tree))
        usleep(100_000)
        #expect(try isTrustworthy(tree))
        try tree.write("a.md", "same")
        #expect(try !isTrustworthy(tree))
    }

    @Test func distrustsAFileWhoseTimeWasPutBack() throws {
        let tree = try TestTree("a.md")
        let old = timespec(tv_sec: 1_600_000_000, tv_nsec: 5)
        #expect(utimensat(AT_FDCWD, "\(tree.path)/a.md", [old, old], 0) == 0)
        #expect(try !isTrustworthy(tree))
        usleep(100_000)
        #expect(try isTrustworthy(tree))
    }

    @Test func distrustsTimesInTheFuture() throws {
        let tree = try TestTree("a.md")
        let late = timespec(tv_sec: 4_000_000_000, tv_nsec: 5)
        #expect(utimensat(AT_FDCWD, "\(tree.path)/a.md", [late, late], 0) == 0)
        usleep(100_000)
        #expect(try !isTrustworthy(tree))
    }
}
