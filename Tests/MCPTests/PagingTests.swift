import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitMCP

@Suite struct PagingTests {
    private let small = Budget(tokens: Budget.smallest)

    /// All pages of a call.
    private func pages(
        _ server: TestServer,
        _ tool: String,
        _ arguments: MetadataValue
    ) async throws -> [MetadataValue] {
        var pages: [MetadataValue] = []
        var cursor: MetadataValue?
        repeat {
            let answer = try await server.ask(
                "tools/call",
                ["name": .string(tool), "arguments": arguments.adding(["cursor": cursor])]
            )
            let page = try #require(answer["result"]?["structuredContent"], "\(answer)")
            pages.append(page)
            cursor = page["nextCursor"]
        } while cursor != nil && pages.count < 10_000
        return pages
    }

    @Test func partsOfAFileJoinToTheFile() async throws {
        var text = ""
        for number in 0..<4_000 { text += number % 50 == 0 ? "# Ü \(number)\n" : "Zeile \(number) \"—\" 漢字\t\u{1}\n" }
        let server = try await TestServer([.make("lib/long.md", text)], budget: small)
        let read = try await pages(server, "read_file", .fields(["path": .string("lib/long.md")]))
        #expect(read.count > 10)
        #expect(read.compactMap { $0["text"]?.string }.joined() == text)
        #expect(read.allSatisfy { $0["size"]?.number == text.utf8.count && $0["lossy"] == nil })
    }

    @Test func outlinesAndListsComeWholeInPages() async throws {
        let sections = (0..<2_000).map { "# Section \($0)\n" }.joined()
        var records = [try Record.make("lib/many.md", sections)]
        for number in 0..<500 {
            records.append(try .make("lib/skills/\(number)/SKILL.md", "# S\nword\n", kind: .skill))
        }
        let server = try await TestServer(records, budget: small)
        let outline = try await pages(server, "outline", .fields(["path": .string("lib/many.md")]))
        #expect(outline.flatMap { $0["sections"]?.array ?? [] }.count == 2_000)
        let list = try await pages(server, "list_components", .object([]))
        #expect(Set(list.flatMap { $0["components"]?.array ?? [] }.compactMap { $0["path"] }).count == 500)
        let hits = try await pages(server, "search", .fields(["query": .string("word"), "limit": .integer(50)]))
        #expect(Set(hits.flatMap { $0["hits"]?.array ?? [] }.compactMap { $0["path"] }).count == 500)
    }

    @Test func aCursorOfAnotherCallIsRefused() async throws {
        let text = String(repeating: "line\n", count: 20_000)
        let server = try await TestServer([.make("lib/a.md", text), .make("lib/b.md", text)], budget: small)
        let cursor = try await server.found("read_file", ["path": .string("lib/a.md")])["nextCursor"]
        #expect(cursor != nil)
        #expect(
            try await server.refusal("read_file", ["path": .string("lib/b.md"), "cursor": cursor]).contains("cursor")
        )
        for wrong in ["", ".", "9999999999999999999.x", "-1.", "x"] {
            let refusal = try await server.refusal(
                "read_file",
                ["path": .string("lib/a.md"), "cursor": .string(wrong)]
            )
            #expect(refusal.contains("cursor"))
        }
    }
}
