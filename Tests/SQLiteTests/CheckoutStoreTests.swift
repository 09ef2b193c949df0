import SkillSplitHost
import SkillSplitSQLite
import SkillSplitTesting
import Testing

@Suite struct CheckoutStoreTests {
    private let library: TestLibrary

    init() throws {
        library = try TestLibrary()
    }

    private func make(_ id: String, target: String) throws -> Checkout {
        Checkout(
            id: Checkout.ID(rawValue: id),
            source: CheckoutSource(path: try DocumentPath("c/a.md"), address: "a/b", stripsHeadings: true),
            kind: .skill,
            library: "supabase:",
            target: Array(target.utf8) + [0xFF],
            user: "me",
            startedAt: 7,
            files: [
                CheckedOutFile(
                    relativePath: [0xFE],
                    path: try DocumentPath([0x63, 0x2F, 0xFE]),
                    hash: ContentHash(of: [1]),
                    permissions: 0o755,
                    linkTarget: nil,
                    sections: [SectionHash(1), SectionHash(.max)]
                ),
                CheckedOutFile(
                    relativePath: [0xFF],
                    path: try DocumentPath("c/link"),
                    hash: ContentHash(of: []),
                    permissions: 0o777,
                    linkTarget: [0x78],
                    sections: []
                ),
            ],
            placement: Placement(staged: [0x2F, 0xFF], identity: FileIdentity(device: .max, inode: 3)),
            settings: SettingsEdit(path: [0x2F], plugin: "a@b", inserted: "x", replaced: "", createdFile: true)
        )
    }

    @Test func givesBackWhatWasPut() async throws {
        let session = try await library.open()
        let (one, other) = (try make("1", target: "/b"), try make("2", target: "/a"))
        try await session.put(one)
        try await session.put(other)
        try await session.commit()
        try await session.finish()
        let again = try await library.open()
        #expect(try await again.checkouts() == [other, one])
        try await again.finish()
    }

    @Test func replacesEndsAndRollsBack() async throws {
        let session = try await library.open()
        var checkout = try make("1", target: "/a")
        try await session.put(checkout)
        try await session.commit()
        checkout.placement = nil
        checkout.files.removeLast()
        try await session.put(checkout)
        await session.rollback()
        #expect(try await session.checkouts() == [try make("1", target: "/a")])
        try await session.put(checkout)
        #expect(try await session.checkouts() == [checkout])
        try await session.end(checkout.id)
        try await session.end(Checkout.ID(rawValue: "unknown"))
        try await session.commit()
        #expect(try await session.checkouts().isEmpty)
        try await session.finish()
    }

    @Test func knowsWhereEachKindIsDeployed() async throws {
        let session = try await library.open()
        #expect(try await session.deploymentPath(of: .skill) == "~/.claude/skills")
        #expect(try await session.deploymentPath(of: ComponentKind(rawValue: "poem")) == nil)
        try await session.finish()
    }
}
