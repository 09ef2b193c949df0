import Foundation
import SkillSplitHost
import SkillSplitTesting
import Testing

@testable import SkillSplitMCP

@Suite struct ResourceTests {
    @Test func showsTemplatesInsteadOfOneResourceForEachFile() async throws {
        let server = try await TestServer(TestRecords.small())
        #expect(try await server.ask("resources/list")["result"]?["resources"] == .array([]))
        let templates = try await server.ask("resources/templates/list")["result"]?["resourceTemplates"]?.array ?? []
        #expect(
            templates.compactMap { $0["uriTemplate"]?.string }
                == ["skill-split://{path}#{address}", "skill://{path}/SKILL.md"]
        )
    }

    @Test(
        arguments: [
            ("skill-split://lib/skills/tea/SKILL.md#tea/steep/longer", "### Longer\nBlack tea longer.\n"),
            ("skill-split://lib%2Fskills%2Ftea%2FSKILL.md#tea%2Fsteep%2Flonger", "### Longer\nBlack tea longer.\n"),
            ("skill-split://lib/commands/boil.md", "# Boil\nBoil water.\n"),
            ("skill-split://lib/commands/boil.md#", "# Boil\nBoil water.\n"),
            ("skill://lib/skills/tea/scripts/timer.sh", "sleep 120\n"),
        ]
    )
    func readsByURI(_ uri: String, _ text: String) async throws {
        let server = try await TestServer(TestRecords.small())
        let result = try #require(try await server.ask("resources/read", ["uri": .string(uri)])["result"])
        #expect(result["contents"]?.array?.first?["text"] == .string(text))
        #expect(result["contents"]?.array?.first?["uri"] == .string(uri))
        #expect(result["ttlMs"] == .integer(0))
        #expect(result["cacheScope"] == .string("private"))
    }

    @Test(
        arguments: [
            "", "skill-split://", "skill-split://lib/none.md", "skill-split://lib/commands/boil.md#none",
            "file:///etc/passwd",
            "skill-split://../etc/passwd", "skill-split:///etc/passwd", "skill-split://lib/%2E%2E/x",
            "skill-split://a%00b",
            "skill-split://lib/%", "skill-split://lib/commands/boil.md?offset=99", "skill-split://lib/x?offset=-1",
            "skill://lib/skills/tea/SKILL.md#tea",
        ]
    )
    func whatDoesNotExistIsAnError(_ uri: String) async throws {
        let server = try await TestServer(TestRecords.small())
        let answer = try await server.ask("resources/read", ["uri": .string(uri)])
        #expect(answer["error"]?["code"] == .integer(-32_602))
        let older = try await server.answers(to: [
            .request("initialize", .fields(["protocolVersion": .string("2025-06-18")])),
            .request("resources/read", .fields(["uri": .string(uri)])),
        ])
        #expect(older.last?["error"]?["code"] == .integer(-32_002))
    }

    @Test func everyPathHasAURIThatLeadsBack() throws {
        for (name, bytes) in HostileContent.paths {
            let path = try DocumentPath(bytes)
            #expect(ResourceURI(ResourceURI(path: path).text)?.path == path, "\(name)")
            #expect(try PathArgument.path(PathArgument.text(path)) == path, "\(name)")
        }
    }

    @Test func bytesComeInParts() async throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let record = try Record.make(path: DocumentPath("lib/a.bin"), bytes: bytes)
        let server = try await TestServer([record], budget: Budget(tokens: Budget.smallest))
        var joined: [UInt8] = []
        var uri: String? = "skill-split://lib/a.bin"
        while let next = uri {
            let result = try await server.ask("resources/read", ["uri": .string(next)])["result"]
            let contents = try #require(result?["contents"]?.array)
            let blob = try #require(contents[0]["blob"]?.string)
            joined += try #require(Data(base64Encoded: blob))
            uri = contents.count > 1 ? contents[1]["uri"]?.string : nil
        }
        #expect(joined == bytes)
    }

    @Test func completesPathsAndAddresses() async throws {
        let server = try await TestServer(TestRecords.small())
        func complete(_ template: String, _ name: String, _ value: String, path: String? = nil) async throws -> [String]
        {
            let context = path.map { MetadataValue.fields(["arguments": .fields(["path": .string($0)])]) }
            let answer = try await server.ask(
                "completion/complete",
                [
                    "ref": .fields(["type": .string("ref/resource"), "uri": .string(template)]),
                    "argument": .fields(["name": .string(name), "value": .string(value)]), "context": context,
                ]
            )
            let completion = try #require(answer["result"]?["completion"], "\(answer)")
            #expect(completion["hasMore"] == .bool(false))
            return completion["values"]?.array?.compactMap(\.string) ?? []
        }
        let all = ["lib/commands/boil.md", "lib/skills/tea/SKILL.md", "lib/skills/tea/scripts/timer.sh"]
        #expect(try await complete(ResourceTemplates.section, "path", "") == all)
        #expect(try await complete(ResourceTemplates.section, "path", "li") == all)
        #expect(try await complete(ResourceTemplates.section, "path", "lib/") == all)
        #expect(try await complete(ResourceTemplates.section, "path", "lib/sk") == Array(all.dropFirst()))
        #expect(try await complete(ResourceTemplates.section, "path", all[0]) == [all[0]])
        #expect(try await complete(ResourceTemplates.section, "path", "zzz").isEmpty)
        #expect(try await complete(ResourceTemplates.skill, "path", "lib/") == ["lib/skills/tea"])
        #expect(
            try await complete(ResourceTemplates.section, "address", "tea/s", path: all[1])
                == ["tea/steep", "tea/steep/longer"]
        )
    }

    @Test func refusesToCompleteWhatItDoesNotHave() async throws {
        let server = try await TestServer()
        let answer = try await server.ask(
            "completion/complete",
            [
                "ref": .fields(["type": .string("ref/prompt"), "name": .string("x")]),
                "argument": .fields(["name": .string("x"), "value": .string("")]),
            ]
        )
        #expect(answer["error"]?["code"] == .integer(-32_602))
    }
}
