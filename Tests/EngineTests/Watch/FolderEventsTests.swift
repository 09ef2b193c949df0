import Dispatch
import Foundation
import SkillSplitHost
import Testing

@testable import SkillSplitEngine

@Suite(.timeLimit(.minutes(1))) struct FolderEventsTests {
    @Test func changesWhileNoOneWaitsAreOneChange() async throws {
        let signal = ChangeSignal()
        for _ in 0..<5 { signal.send() }
        signal.finish()
        var count = 0
        for await _ in signal.changes { count += 1 }
        #expect(count == 1)
        #expect(signal.count == 5)
    }

    @Test func pollsWhereAFolderCannotBeWatched() async throws {
        let signal = ChangeSignal()
        let poller = Poller(signal, interval: .milliseconds(5))
        #expect(poller.start())
        #expect(!poller.start(), "once is enough")
        var changes = signal.changes.makeAsyncIterator()
        for _ in 0..<3 { #expect(await changes.next() != nil) }
        poller.stop()
    }

    #if os(Linux)
        @Test func tellsNewFoldersFromKnownOnes() async throws {
            let tree = try TestTree("a/x.md")
            let inotify = try #require(Inotify(ChangeSignal()))
            let folder = Array("\(tree.path)/a".utf8)
            #expect(inotify.watch(folder, ignoring: []) == .added)
            #expect(inotify.watch(folder, ignoring: []) == .known)
            try tree.remove("a")
            #expect(inotify.watch(folder, ignoring: []) == .gone)
            try tree.makeFolder(Array("a".utf8))
            #expect(inotify.watch(folder, ignoring: []) == .added, "another folder of the same name")
            inotify.stop()
        }

        @Test func ignoresTheNamesThatItWasTold() async throws {
            let tree = try TestTree("a.md")
            let signal = ChangeSignal()
            let inotify = try #require(Inotify(signal))
            #expect(inotify.watch(Array(tree.path.utf8), ignoring: [Array("own.db".utf8)]) == .added)
            var changes = signal.changes.makeAsyncIterator()
            try tree.write("own.db", "1")
            try tree.write("own.db-not", "1")
            #expect(await changes.next() != nil)
            let count = signal.count
            try tree.write("own.db", "22")
            try tree.write("b.md", "1")
            while signal.count == count { _ = await changes.next() }
            inotify.stop()
        }

        @Test func anOverflowIsAChange() async throws {
            let tree = try TestTree()
            let signal = ChangeSignal()
            let queue = DispatchQueue(label: "held")
            let inotify = try #require(Inotify(signal, queue: queue))
            #expect(inotify.watch(Array(tree.path.utf8), ignoring: []) == .added)
            queue.suspend()
            // Each file is created, changed and closed: more events than the system keeps.
            let limit = try #require(
                Int(
                    try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
                        .trimmingCharacters(in: .whitespacesAndNewlines)
                )
            )
            try #require(limit <= 1 << 20, "this system keeps too many events to overflow")
            for index in 0...limit / 3 { try tree.write("\(index)", "x") }
            queue.resume()
            var changes = signal.changes.makeAsyncIterator()
            while inotify.overflowCount == 0 { #expect(await changes.next() != nil) }
            #expect(inotify.overflowCount == 1)
            inotify.stop()
        }
    #endif
}
