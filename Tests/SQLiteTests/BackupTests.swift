import Foundation
import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSQLite

@Suite struct BackupTests {
    private let library: TestLibrary
    private let backup: String

    init() async throws {
        library = try TestLibrary()
        backup = library.folder.unusedPath(".db.gz")
        let session = try await library.open()
        try await session.store((0..<20).map { try .make("c/\($0).md", "# Old \($0)\nneedle\n") })
        let made = try await session.backUp(to: backup)
        let (hash, size) = try DiskFile.hash(of: backup)
        #expect(made == Backup(path: backup, size: size, hash: hash))
        try await session.finish()
    }

    private func sink() throws -> SQLiteSink {
        try SQLiteSink(location: library.path, options: SQLiteSink.Options(patience: 5))
    }

    private func change() async throws {
        let session = try await library.open()
        _ = try await session.delete([DocumentPath("c/3.md")])
        try await session.store([.make("c/4.md", "# New\n"), .make("c/new.md", "# New\n")])
        try await session.finish()
    }

    private func expectOld() async throws {
        let session = try await library.open()
        try await session.expectSound()
        #expect(try await session.find(.word("needle")).count == 20)
        #expect(try await session.file(at: DocumentPath("c/new.md")) == nil)
        try await session.store([.make("c/later.md", "# Later\n")])
        try await session.finish()
        #expect(try await library.open(.read).files(.all, after: nil, limit: 100).count == 21)
    }

    @Test func bringsTheLibraryBackAndKeepsTheOneThatWasThere() async throws {
        try await change()
        let restored = try await sink().restore(from: backup)
        #expect(restored.fileCount == 20 && restored.isHashVerified)
        try await expectOld()
        let previous = try #require(restored.previous)
        #expect(!(try FileBytes.entries(of: library.folder.path).contains { $0.hasSuffix("-1-wal") }))
        let kept = try await SQLiteSink(location: previous, options: SQLiteSink.Options()).open(
            SinkContext(purpose: .write)
        )
        #expect(try await kept.file(at: DocumentPath("c/new.md")) != nil)
        try await kept.expectSound()
        try await kept.finish()
    }

    @Test func bringsALibraryBackThatIsGone() async throws {
        DiskFile.remove(library.path)
        let restored = try await sink().restore(from: backup)
        #expect(restored.previous == nil && restored.fileCount == 20)
        #expect(try FileBytes.permissions(of: library.path) == 0o600)
        try await expectOld()
    }

    @Test func bringsALibraryBackThatIsNoDatabaseAnyMore() async throws {
        let bytes = Array("no database at all, whatever it is called".utf8)
        try FileBytes.write(bytes, to: library.path)
        let restored = try await sink().restore(from: backup)
        #expect(try FileBytes.read(#require(restored.previous)) == bytes)
        try await expectOld()
    }

    @Test func bringsALibraryBackThatIsEmpty() async throws {
        try FileBytes.write([], to: library.path)
        _ = try await sink().restore(from: backup)
        try await expectOld()
    }

    @Test func aSessionThatIsOpenSeesTheRestoredContent() async throws {
        try await change()
        let open = try await library.open()
        #expect(try await open.file(at: DocumentPath("c/new.md")) != nil)
        _ = try await sink().restore(from: backup)
        #expect(try await open.file(at: DocumentPath("c/new.md")) == nil)
        try await open.store([.make("c/9.md", "# Written after\n")])
        try await open.expectSound()
        try await open.finish()
        #expect(try await library.open(.read).find(.word("after")).count == 1)
    }

    @Test(arguments: [0, 1, 2]) func refusesADamagedBackupAndLeavesTheLibraryAsItIs(_ kind: Int) async throws {
        try await change()
        var bytes = try FileBytes.read(backup)
        switch kind {
        case 0: bytes[bytes.count / 2] ^= 1
        case 1: bytes.removeLast(bytes.count / 2)
        default: bytes = Array("nothing".utf8)
        }
        // With the hash beside it, and without.
        for hasHash in [true, false] {
            let damaged = library.folder.unusedPath(".gz")
            try FileBytes.write(bytes, to: damaged)
            if hasHash { try FileBytes.write(FileBytes.read(backup + ".sha256"), to: damaged + ".sha256") }
            await #expect(throws: SkillSplitError.self) { try await sink().restore(from: damaged) }
            let session = try await library.open()
            #expect(try await session.file(at: DocumentPath("c/new.md")) != nil)
            try await session.finish()
        }
        let left = try FileBytes.entries(of: library.folder.path)
        #expect(!left.contains { $0.contains("restor") || $0.contains("-wal") }, "\(left)")
    }

    @Test func restoresACopyThatIsNotCompressed() async throws {
        let plain = library.folder.unusedPath(".db")
        try FileBytes.write(FileBytes.read(library.path), to: plain)
        try await change()
        let restored = try await sink().restore(from: plain)
        #expect(!restored.isHashVerified)
        try await expectOld()
    }

    @Test func writesTheHashAsSha256sumDoes() async throws {
        let text = String(decoding: try FileBytes.read(backup + ".sha256"), as: UTF8.self)
        #expect(text == "\(try DiskFile.hash(of: backup).hash)  \(backup.split(separator: "/").last ?? "")\n")
        #expect(try FileBytes.permissions(of: backup) == 0o600)
        #expect(try FileBytes.entries(of: library.folder.path).count == 3)
    }

    @Test func takesOverWhatAKilledBackupOrRestoreLeftBehind() async throws {
        for suffix in [".copying", ".compressing", ".sha256.writing"] {
            try FileBytes.write(Array("left behind".utf8), to: backup + suffix)
        }
        for suffix in [".restoring", ".restoring-wal", ".before-restore"] {
            try FileBytes.write(Array("left behind".utf8), to: library.path + suffix)
        }
        let session = try await library.open()
        _ = try await session.backUp(to: backup)
        try await session.finish()
        let restored = try await sink().restore(from: backup)
        #expect(restored.isHashVerified && restored.fileCount == 20)
        let left = try FileBytes.entries(of: library.folder.path)
        #expect(left.count == 4, "the library, the one before, the backup and its hash: \(left)")
        try await expectOld()
    }

    @Test func twoBackupsToOneFileDoNotMix() async throws {
        let session = try await library.open()
        let scratch = try ScratchFile(backup + ".copying")
        do {
            _ = try await session.backUp(to: backup)
            Issue.record("the copy of another process was written into")
        } catch {
            #expect(error.code == .busy)
        }
        try scratch.move(to: library.folder.unusedPath())
        _ = try await session.backUp(to: backup)
        try await session.finish()
    }

    @Test func aLogThatWasLeftBehindIsNotTakenForOneOfTheRestoredLibrary() async throws {
        let session = try await library.open()
        try await session.store([.make("c/later.md", "# Later\n")])
        let log = try FileBytes.read(library.path + "-wal")
        #expect(!log.isEmpty)
        try await session.finish()
        DiskFile.remove(library.path)
        try FileBytes.write(log, to: library.path + "-wal")
        #expect(try await sink().restore(from: backup).previous == nil)
        try await expectOld()
    }

    /// A device that is always full, behind a link, since what could not be written is removed.
    @Test(.enabled(if: DiskFile.exists("/dev/full"))) func aFullDiskInTheMiddleOfACopyIsAnError() throws {
        let source = library.folder.unusedPath()
        var random = SeededGenerator(seed: 1)
        try FileBytes.write((0..<3 << 20).map { _ in UInt8.random(in: 0...255, using: &random) }, to: source)
        let target = library.folder.unusedPath(".gz")
        try FileManager.default.createSymbolicLink(atPath: target, withDestinationPath: "/dev/full")
        let error = #expect(throws: SkillSplitError.self) { try DiskFile.compress(source, to: target) }
        #expect(error?.code == .unwritable && error?.cause == "No space left on device")
        #expect(!DiskFile.exists(target) && DiskFile.exists("/dev/full"))
    }
}
