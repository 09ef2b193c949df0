import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitMCP

@Suite struct ToolTests {
    @Test func theListCostsAtMost1200Tokens() async throws {
        let answer = try await TestServer().ask("tools/list")
        #expect(MessageText.bytes(answer).count <= 4_800)
        #expect(try #require(answer["result"]?["tools"]?.array).count == 5)
    }

    @Test func findsASectionAndReadsIt() async throws {
        let server = try await TestServer(TestRecords.small())
        let hits = try await server.found("search", ["query": .string("\"green tea\"")])["hits"]?.array
        let hit = try #require(hits?.first)
        #expect(hit["path"] == .string("lib/skills/tea/SKILL.md"))
        #expect(hit["address"] == .string("tea/steep"))
        #expect(hit["snippet"]?.string?.contains("green tea") == true)
        let section = try await server.found("read_section", ["path": hit["path"], "address": hit["address"]])
        #expect(
            section["text"] == .string("## Steep\nSteep green tea for two minutes.\n### Longer\nBlack tea longer.\n")
        )
        let own = try await server.found(
            "read_section",
            ["path": hit["path"], "address": hit["address"], "own": .bool(true)]
        )
        #expect(own["text"] == .string("## Steep\nSteep green tea for two minutes.\n"))
    }

    @Test func narrowsASearch() async throws {
        let server = try await TestServer(TestRecords.small())
        func paths(_ arguments: KeyValuePairs<String, MetadataValue?>) async throws -> Set<String> {
            Set(try await server.found("search", arguments)["hits"]?.array?.compactMap { $0["path"]?.string } ?? [])
        }
        #expect(try await paths(["query": .string("water OR tea")]).count == 2)
        #expect(
            try await paths(["query": .string("water OR tea"), "kind": .string("command")]) == ["lib/commands/boil.md"]
        )
        #expect(
            try await paths(["query": .string("water OR tea"), "path": .string("lib/skills/")])
                == ["lib/skills/tea/SKILL.md"]
        )
        #expect(try await paths(["query": .string("( \" ")]).isEmpty)
    }

    @Test func outlinesAFile() async throws {
        let server = try await TestServer(TestRecords.small())
        let sections = try #require(
            try await server.found("outline", ["path": .string("lib/skills/tea/SKILL.md")])["sections"]?.array
        )
        #expect(sections.compactMap { $0["address"]?.string } == ["tea", "tea/steep", "tea/steep/longer"])
        #expect(sections.first?["size"]?.number == 94)
        #expect(sections.last?["lines"] == .array([.integer(5), .integer(6)]))
    }

    @Test func listsComponentsAndTheirFiles() async throws {
        let server = try await TestServer(TestRecords.small())
        func paths(_ arguments: KeyValuePairs<String, MetadataValue?> = [:]) async throws -> [String] {
            try await server.found("list_components", arguments)["components"]?.array?.compactMap { $0["path"]?.string }
                ?? []
        }
        #expect(try await paths() == ["lib/commands/boil.md", "lib/skills/tea/SKILL.md"])
        #expect(try await paths(["kind": .string("script")]) == ["lib/skills/tea/scripts/timer.sh"])
        #expect(
            try await paths(["path": .string("lib/skills/tea"), "files": .bool(true)])
                == ["lib/skills/tea/SKILL.md", "lib/skills/tea/scripts/timer.sh"]
        )
    }

    @Test func resultsHaveWhatTheirSchemasRequire() async throws {
        let server = try await TestServer(TestRecords.small())
        let path = MetadataValue.string("lib/skills/tea/SKILL.md")
        let calls: [(String, MetadataValue)] = [
            ("search", try await server.found("search", ["query": .string("tea")])),
            ("outline", try await server.found("outline", ["path": path])),
            ("read_section", try await server.found("read_section", ["path": path, "address": .string("tea")])),
            ("list_components", try await server.found("list_components")),
            ("read_file", try await server.found("read_file", ["path": path])),
        ]
        let tools = try #require(try await server.ask("tools/list")["result"]?["tools"]?.array)
        #expect(tools.count == calls.count)
        for (name, result) in calls {
            let schema = try #require(tools.first { $0["name"] == .string(name) }?["outputSchema"])
            for required in schema["required"]?.array ?? [] {
                #expect(result[required.string ?? ""] != nil, "\(name) \(required)")
            }
            for field in result.object ?? [] {
                let items = schema["properties"]?[field.name]?["items"]
                #expect(schema["properties"]?[field.name] != nil, "\(name) \(field.name)")
                for row in field.value.array ?? [] {
                    for required in items?["required"]?.array ?? [] { #expect(row[required.string ?? ""] != nil) }
                    for cell in row.object ?? [] { #expect(items?["properties"]?[cell.name] != nil, "\(cell.name)") }
                }
            }
        }
    }

    @Test func refusesWhatItDoesNotKnow() async throws {
        let server = try await TestServer(TestRecords.small())
        #expect(try await server.refusal("search", ["query": .string("tea"), "lmit": .integer(3)]).contains("'lmit'"))
        #expect(try await server.refusal("search", ["query": .integer(3)]).contains("a string"))
        #expect(try await server.refusal("search").contains("'query' is missing"))
        #expect(try await server.refusal("search", ["query": .string("x"), "kind": .string("skil")]).contains("skill"))
        #expect(try await server.refusal("search", ["query": .string("x"), "limit": .integer(51)]).contains("50"))
        #expect(try await server.refusal("outline", ["path": .string("../x")]).contains("document path"))
        #expect(try await server.refusal("outline", ["path": .string("lib/none")]).contains("no file"))
        let near = try await server.refusal(
            "read_section",
            ["path": .string("lib/skills/tea/SKILL.md"), "address": .string("tea/step")]
        )
        #expect(near.contains("tea/steep"))
        let unknown = try await server.ask("tools/call", ["name": .string("serch")])
        #expect(unknown["error"]?["code"] == .integer(-32_602))
    }

    @Test func aFileThatIsNoTextIsLeftToResources() async throws {
        let bytes = Document(whole: SourceBuffer([0, 1, 2]), kind: .bytes, title: "")
        let record = Record(
            path: try DocumentPath("lib/a.png"),
            kind: .asset,
            document: bytes,
            hash: ContentHash(of: [0, 1, 2]),
            sectionHashes: [SectionHash(of: [0, 1, 2])],
            parser: .testing
        )
        let server = try await TestServer([record, .makeLink("lib/link", to: "a.png")])
        #expect(
            try await server.refusal("read_file", ["path": .string("lib/a.png")]).contains("skill-split://lib/a.png")
        )
        #expect(try await server.refusal("read_file", ["path": .string("lib/link")]).contains("link to 'a.png'"))
    }
}
