import SkillSplitHost
import Testing

@testable import SkillSplitMCP

@Suite struct WriteToolTests {
    private let workshop = Workshop { component, target throws(SkillSplitError) in
        Workshop.Written(path: Array("/\(target ?? "home")/\(component)".utf8), files: 2)
    } compose: { composition throws(SkillSplitError) in
        guard composition.kind == nil else { throw SkillSplitError(.usage, "no such kind", remedy: "Choose another.") }
        return Workshop.Written(path: Array("/\(composition.output)".utf8), files: composition.sections.count)
    }

    @Test func areThereOnlyWhereTheUserAllowsIt() async throws {
        let reading = try await TestServer()
        let call: KeyValuePairs<String, MetadataValue?> = [
            "name": .string("checkout"), "arguments": .fields(["component": .string("tea")]),
        ]
        #expect(try await reading.ask("tools/call", call)["error"]?["code"] == .integer(-32_602))
        let writing = try await TestServer(workshop: workshop)
        let answer = try await writing.ask("tools/list")
        let tools = try #require(answer["result"]?["tools"]?.array)
        #expect(tools.suffix(2).compactMap { $0["name"]?.string } == ["checkout", "compose"])
        #expect(tools.suffix(2).allSatisfy { $0["annotations"]?["readOnlyHint"] == .bool(false) })
        #expect(MessageText.bytes(answer).count <= 4_800)
    }

    @Test func sayWhereTheyWrote() async throws {
        let server = try await TestServer(workshop: workshop)
        let deployed = try await server.found("checkout", ["component": .string("tea"), "target": .string("a/b")])
        #expect(deployed == .fields(["path": .string("/a/b/tea"), "files": .integer(2)]))
        let composed = try await server.found(
            "compose",
            ["sections": .strings(["1", "lib/a.md#b"]), "output": .string("new.md")]
        )
        #expect(composed == .fields(["path": .string("/new.md"), "files": .integer(2)]))
        let refused = try await server.refusal(
            "compose",
            ["sections": .strings(["1"]), "output": .string("new.md"), "kind": .string("x")]
        )
        #expect(refused.contains("no such kind"))
    }

    @Test(arguments: ["", "/etc/cron.d/x", "~/.bashrc", "..", "a/../../b", "a\0b"])
    func writeOnlyBelowTheWorkingFolder(_ target: String) async throws {
        let server = try await TestServer(workshop: workshop)
        let checkout = try await server.refusal("checkout", ["component": .string("x"), "target": .string(target)])
        #expect(checkout.contains("working folder"))
        let compose = try await server.refusal(
            "compose",
            ["sections": .strings(["1"]), "output": .string(target)]
        )
        #expect(compose.contains("working folder"))
    }

    @Test func refuseSectionsThatAreNoList() async throws {
        let server = try await TestServer(workshop: workshop)
        for wrong: MetadataValue in [.string("1"), .array([.integer(1)]), .object([])] {
            let refusal = try await server.refusal("compose", ["sections": wrong, "output": .string("a")])
            #expect(refusal.contains("a list of strings"))
        }
    }
}
