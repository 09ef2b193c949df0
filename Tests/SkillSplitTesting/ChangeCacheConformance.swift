public import SkillSplitHost
import Testing

extension LibraryConformance where Sink.Session: ChangeCache {
    /// Checks what every ``ChangeCache`` must keep, beside ``check()``.
    public func checkChangeCache() async throws {
        let library = try makeLibrary()
        let session = try await open(library)
        let root = Array("/home/ada/.claude".utf8)
        func record(_ name: String, _ text: String, stamp: FileStamp?) throws -> Record {
            try .make("c/\(name)", text, origin: FileOrigin(root: root, stamp: stamp))
        }
        #expect(try await session.root(of: "c") == nil)
        #expect(try await session.stamps(collection: "c", root: root).isEmpty)

        let first = [try record("b", "# B\n", stamp: .numbered(1)), try record("a", "# A\n", stamp: nil)]
        try await store(first + [try .make("d/elsewhere", "# D\n")], in: session)
        #expect(try await session.root(of: "c") == root)
        let stamps = try await session.stamps(collection: "c", root: root)
        #expect(stamps.map(\.path.description) == ["c/a", "c/b"], "in byte order")
        #expect(stamps.map(\.stamp) == [nil, .numbered(1)])
        #expect(stamps.map(\.parser) == [.testing, .testing])
        #expect(try await session.stamps(collection: "c", root: Array("/other".utf8)).isEmpty)
        #expect(try await session.stamps(collection: "d", root: root).isEmpty)

        let touched = [try record("b", "# B\n", stamp: .numbered(2))]
        #expect(try await session.write(touched).outcomes == [.unchanged])
        await session.rollback()
        #expect(try await session.stamps(collection: "c", root: root).map(\.stamp) == [nil, .numbered(1)])
        #expect(try await session.write(touched).outcomes == [.unchanged])
        try await session.commit()
        try await session.finish()

        let again = try await open(library)
        #expect(try await again.stamps(collection: "c", root: root).map(\.stamp) == [nil, .numbered(2)])
        _ = try await again.delete([first[0].path])
        try await again.commit()
        #expect(try await again.stamps(collection: "c", root: root).map(\.path.description) == ["c/a"])
        try await again.finish()
    }
}

extension FileStamp {
    /// Extremes included, so that a library cannot narrow a field unseen.
    fileprivate static func numbered(_ number: UInt64) -> FileStamp {
        FileStamp(
            device: .max - number,
            inode: .max / 2 + number,
            size: .max,
            modified: -1_500_000_000_000_000_000 + Int64(number),
            changed: .max - 1,
            mode: 0o100644
        )
    }
}
