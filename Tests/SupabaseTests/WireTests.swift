import Foundation
import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitSupabase

struct WireTests {
    @Test(arguments: [
        "", "plain", "\"\\\n\r\t\u{8}\u{1F}", "ä🧭\u{F0000}", "\0", "a\0\u{F0000}1\u{F0000}\0", "\u{F0001}",
    ])
    func textComesBackThroughTheDatabasesRules(_ text: String) throws {
        var json = JSONBytes()
        json.string(text)
        let value = try #require(MetadataValue(json: json.bytes)?.string)
        #expect(!value.unicodeScalars.contains("\0"), "PostgreSQL refuses it")
        #expect(StoredText.decode(value) == text)
    }

    @Test func revisionsTellVersionsApart() throws {
        let record = try Record.make("c/a.md", "# A\n")
        let revision = RecordBody.revision(of: record)
        #expect(revision.count == 32)
        #expect(RecordBody.revision(of: try .make("c/a.md", "# A\n")) == revision)
        let others = try [
            Record.make("c/b.md", "# A\n"), .make("c/a.md", "# B\n"), .make("c/a.md", "# A\n", kind: .skill),
            .make("c/a.md", "# A\n", permissions: 0o755), .make("c/a.md", "# A\n", metadata: Metadata(name: "n")),
            .make("c/a.md", "# A\n", diagnostics: [Diagnostic("a/b", .note, "c")]),
        ]
        #expect(Set(others.map(RecordBody.revision(of:))).union([revision]).count == others.count + 1)
    }

    @Test func batchesHalveAndGrowAgain() {
        var size = BatchSize()
        let first = size.bytes
        size.shrink(from: first)
        #expect(size.bytes == first / 2)
        for _ in 0..<10 { size.grow() }
        #expect(size.bytes < first, "what was too much is not tried again at once")
        for _ in 0..<200 { size.grow() }
        #expect(size.bytes > first)
    }

    @Test func identifiersAreVersion4() {
        let id = RandomID.uuid()
        #expect(UUID(uuidString: id) != nil && Array(id)[14] == "4")
    }
}
