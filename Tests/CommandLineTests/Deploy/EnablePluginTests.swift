import Foundation
import SkillSplitEngine
import SkillSplitHost
import SkillSplitTesting
import Testing

@Suite struct EnablePluginTests {
    private let fixture: DeployFixture
    private var settings: String { fixture.folder.path + "/settings.json" }
    private var target: String { fixture.target("kit") }

    init() throws {
        fixture = try DeployFixture()
    }

    private func prepare() async throws {
        try fixture.write(
            "{\"name\": \"kit\", \"version\": \"1\"}\n",
            to: "\(fixture.tree)/kit/.claude-plugin/plugin.json"
        )
        try fixture.write("Do it.\n", to: "\(fixture.tree)/kit/commands/do.md")
        try await fixture.ingest()
    }

    private func enable(_ plugin: String = "kit@shop") async throws {
        try await fixture.checkOut("kit", target, enabling: (settings, plugin))
    }

    private static let texts: [(before: String, after: String)] = [
        ("{}", "{\n  \"enabledPlugins\": {\n    \"kit@shop\": true\n  }\n}"),
        (
            "{\n    // mine\n    \"model\": \"x\", /* \"}\" */\n    \"z\": [1, {\"a\": \"}\"}]\n}\n",
            "{\n    // mine\n    \"model\": \"x\", /* \"}\" */\n    \"z\": [1, {\"a\": \"}\"}],\n"
                + "    \"enabledPlugins\": {\n        \"kit@shop\": true\n    }\n}\n"
        ),
        (
            "{\r\n\t\"enabledPlugins\": {\r\n\t\t\"a@b\": false\r\n\t}\r\n}",
            "{\r\n\t\"enabledPlugins\": {\r\n\t\t\"a@b\": false,\r\n\t\t\"kit@shop\": true\r\n\t}\r\n}"
        ),
        (
            "{\"enabledPlugins\": {\"kit@shop\" : false}, \"b\": 1}",
            "{\"enabledPlugins\": {\"kit@shop\" : true}, \"b\": 1}"
        ),
        ("{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":2,\"enabledPlugins\": {\"kit@shop\": true}}"),
        (
            "{\n  \"enabledPlugins\": {},\n}\n", "{\n  \"enabledPlugins\": {\n    \"kit@shop\": true\n  },\n}\n"
        ),
        (
            "{\n  \"enabledPlugins\": {\n    \"a@b\": true, // last\n  }\n}\n",
            "{\n  \"enabledPlugins\": {\n    \"a@b\": true,\n    \"kit@shop\": true // last\n  }\n}\n"
        ),
        ("{\"enabledPlugins\":{\"kit@shop\":true}}", "{\"enabledPlugins\":{\"kit@shop\":true}}"),
    ]

    @Test(arguments: texts.indices)
    func editsTheTextAloneAndTakesExactlyThatBack(_ index: Int) async throws {
        let (before, after) = Self.texts[index]
        try await prepare()
        try fixture.write(before, to: settings, permissions: 0o640)
        try await enable()
        #expect(try fixture.read(settings) == after)
        _ = try await fixture.checkIn(target, remove: true)
        #expect(try fixture.read(settings) == before)
        let mode = try FileManager.default.attributesOfItem(atPath: settings)[.posixPermissions] as? Int
        #expect(mode == 0o640)
    }

    @Test func aFileThatWasMadeGoesAgain() async throws {
        try await prepare()
        try await enable()
        #expect(try fixture.read(settings).contains("\"kit@shop\": true"))
        _ = try await fixture.checkIn(target, remove: true)
        #expect(!FileManager.default.fileExists(atPath: settings))
    }

    @Test func whatOthersWroteMeanwhileStays() async throws {
        try await prepare()
        try await enable()
        let text = try fixture.read(settings)
        try fixture.write(
            text.replacingOccurrences(of: "\"kit@shop\": true", with: "\"kit@shop\": true,\n    \"new@shop\": true"),
            to: settings
        )
        _ = try await fixture.checkIn(target, remove: true)
        #expect(try fixture.read(settings) == "{\n  \"enabledPlugins\": {\n    \"new@shop\": true\n  }\n}\n")
    }

    @Test func whatTheUserSwitchedOffStaysOff() async throws {
        try await prepare()
        try await enable()
        let off = try fixture.read(settings).replacingOccurrences(of: "true", with: "false")
        try fixture.write(off, to: settings)
        try fixture.write("Do more.\n", to: "\(fixture.tree)/kit/commands/do.md")
        try await fixture.ingest()
        try await fixture.checkOut("kit", target)
        #expect(try fixture.read(settings) == off)
        _ = try await fixture.checkIn(target, remove: true)
        #expect(try fixture.read(settings) == off)
    }

    @Test func aCheckoutAgainKeepsThePluginOn() async throws {
        try await prepare()
        try await enable()
        try fixture.write("Do more.\n", to: "\(fixture.tree)/kit/commands/do.md")
        try await fixture.ingest()
        try await fixture.checkOut("kit", target)
        #expect(try fixture.read(settings).contains("\"kit@shop\": true"))
        _ = try await fixture.checkIn(target, remove: true)
        #expect(!FileManager.default.fileExists(atPath: settings))
    }

    @Test(arguments: ["[]", "{", "{\"enabledPlugins\": 1}", "{\"a\" 1}", "x"])
    func settingsThatAreNoObjectLeaveBothSidesAsTheyAre(_ text: String) async throws {
        try await prepare()
        try fixture.write(text, to: settings)
        await #expect(throws: SkillSplitError.self) { try await enable() }
        #expect(try fixture.read(settings) == text)
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test func onlyPluginsCanBeEnabled() async throws {
        try fixture.makeSkill()
        try await fixture.ingest()
        let error = await #expect(throws: SkillSplitError.self) {
            try await fixture.checkOut("brew", target, enabling: (settings, "brew@shop"))
        }
        #expect(error?.code == .usage)
    }
}
