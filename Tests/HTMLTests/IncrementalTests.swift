import Foundation
import SkillSplitHTML
import SkillSplitHost
import SkillSplitTesting
import Testing

struct IncrementalTests {
    @Test func writesNothingWhenNothingChanged() async throws {
        let site = try SiteFixture()
        try await site.publish(SiteSample.records())
        let before = try site.identities()
        let outcomes = try await site.publish(SiteSample.records())
        #expect(outcomes.allSatisfy { $0 == .unchanged })
        #expect(try site.identities() == before)
    }

    @Test func writesOnlyThePageOfAnEditAndWhatItTouches() async throws {
        let site = try SiteFixture()
        try await site.publish(SiteSample.records())
        let before = try site.identities()
        var records = try SiteSample.records()
        records[1] = try .make("tools/agents/reviewer.md", "# Reviewer\n\nReads prose with zeal.\n", kind: .agent)
        let outcomes = try await site.publish(records)
        #expect(outcomes == [.unchanged, .updated, .unchanged, .unchanged, .unchanged, .unchanged])
        let after = try site.identities()
        let written = after.keys.filter { after[$0] != before[$0] && !$0.hasPrefix("_search/") }.sorted()
        #expect(written == [".skill-split-site", "tools/agents/reviewer.md.html"])
    }

    @Test func twoCleanBuildsAreByteIdentical() async throws {
        let first = try SiteFixture()
        let second = try SiteFixture()
        try await first.publish(SiteSample.records())
        try await second.publish(SiteSample.records().reversed())
        #expect(try first.contents() == second.contents())
    }

    /// Any history of edits ends in the site that a clean build of the last state gives.
    @Test(arguments: [1, 2, 3]) func anyHistoryEndsInTheSiteOfACleanBuild(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let site = try SiteFixture()
        var library: [String: String] = [:]
        for step in 0..<6 {
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let path =
                    "c\(Int.random(in: 0...1, using: &random))/d\(Int.random(in: 0...3, using: &random))/"
                    + "f\(Int.random(in: 0...9, using: &random)).md"
                if Int.random(in: 0...3, using: &random) == 0 {
                    library[path] = nil
                } else {
                    library[path] = Self.text(using: &random)
                }
            }
            let records = try library.sorted { $0.key < $1.key }.map { try Record.make($0.key, $0.value) }
            try await site.publish(records)
            let clean = try SiteFixture()
            try await clean.publish(records)
            let (left, right) = (try site.contents(), try clean.contents())
            #expect(left.keys.sorted() == right.keys.sorted(), "seed \(seed), step \(step)")
            for (file, bytes) in left where right[file] != bytes { Issue.record("seed \(seed), step \(step): \(file)") }
        }
    }

    private static func text(using random: inout SeededGenerator) -> String {
        var text = "# Title \(Int.random(in: 0...99, using: &random))\n\n"
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            let words = (0..<Int.random(in: 1...60, using: &random)).map { _ in
                "word\(Int.random(in: 0...400, using: &random))"
            }
            text += "## Part \(Int.random(in: 0...5, using: &random))\n\n" + words.joined(separator: " ") + "\n\n"
            text += "See [it](../d\(Int.random(in: 0...3, using: &random))/f\(Int.random(in: 0...9, using: &random)).md"
            text += "#part-\(Int.random(in: 0...5, using: &random))).\n\n"
        }
        return text
    }

    @Test func removesThePagesOfFilesThatAreGoneAndNothingElse() async throws {
        let site = try SiteFixture()
        try await site.publish(SiteSample.records())
        try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(site.path)/CNAME"))
        try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(site.path)/tools/agents/own.txt"))
        var records = try SiteSample.records()
        records.removeSubrange(1...2)
        try await site.publish(records)
        #expect(!site.exists("tools/agents/reviewer.md.html") && !site.exists("tools/skills/pdf/SKILL.md.html"))
        #expect(site.exists("CNAME") && site.exists("tools/agents/own.txt"))
        #expect(site.exists("tools/skills/pdf/references/forms.md.html"))
        #expect(!site.exists("_index/kind/skill.html"))
    }

    @Test func keepsPagesOfFilesThatItWasNotToldAbout() async throws {
        let site = try SiteFixture()
        try await site.publish(SiteSample.records())
        try await site.publish([.make("writing/new.md", "# New\n")], isComplete: false)
        #expect(site.exists("tools/README.md.html") && site.exists("writing/notes.md.html"))
        let session = try await site.sink().open(SinkContext(purpose: .write))
        _ = try await session.write([.make("writing/new.md", "# New\n")])
        try await session.commit()
        let unseen = try DocumentPath("writing/locked")
        #expect(await session.complete(FileFilter(collections: ["writing"]), except: [unseen]) == 1)
        try await session.finish()
        #expect(site.exists("tools/README.md.html"), "another collection")
        #expect(!site.exists("writing/notes.md.html"))
    }

    @Test func overwritesNoFileThatItDidNotWrite() async throws {
        let site = try SiteFixture()
        let folder = "\(site.path)/writing"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder)/notes.md.html"))
        let outcomes = try await site.publish(SiteSample.records())
        guard case .rejected(let error)? = outcomes.last else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(error.code == .conflict)
        #expect(try site.read("writing/notes.md.html") == "mine")
        #expect(site.exists("tools/README.md.html"))
    }

    @Test func refusesAFolderWithAHomePageOfAnother() async throws {
        let site = try SiteFixture()
        try FileManager.default.createDirectory(atPath: site.path, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(site.path)/index.html"))
        await #expect(throws: SkillSplitError.self) { try await site.publish(SiteSample.records()) }
        #expect(try site.files() == ["index.html"])
    }

    /// Puts a link to an empty folder outside of `site` where its folder `name` belongs; gives that folder.
    private func linkOutside(_ name: String, of site: SiteFixture) throws -> String {
        let outside = site.folder.unusedPath()
        for folder in [site.path, outside] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        try FileManager.default.createSymbolicLink(atPath: "\(site.path)/\(name)", withDestinationPath: outside)
        return outside
    }

    @Test func writesThroughNoLink() async throws {
        let site = try SiteFixture()
        let outside = try linkOutside("writing", of: site)
        await #expect(throws: SkillSplitError.self) { try await site.publish(SiteSample.records()) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside).isEmpty)
    }

    @Test func aRunThatBrokeOffIsMendedByTheNext() async throws {
        let site = try SiteFixture()
        _ = try linkOutside("writing", of: site)
        var records = try SiteSample.records()
        records.append(try .make("tools/zebra.md", "# Zebra\n\nStripes only here.\n"))
        await #expect(throws: SkillSplitError.self) { try await site.publish(records) }
        try FileManager.default.removeItem(atPath: "\(site.path)/writing")
        try await site.publish(SiteSample.records())
        let clean = try SiteFixture()
        try await clean.publish(SiteSample.records())
        #expect(try site.contents() == clean.contents())
    }

    @Test func mendsAPageThatIsMissing() async throws {
        let site = try SiteFixture()
        try await site.publish(SiteSample.records())
        let whole = try site.contents()
        try FileManager.default.removeItem(atPath: "\(site.path)/writing/notes.md.html")
        try await site.publish(SiteSample.records())
        #expect(try site.contents() == whole)
    }

    @Test func aTitleChangesEveryPage() async throws {
        let site = try SiteFixture()
        try await site.publish(SiteSample.records())
        var values: OptionValues = ["title": "Other"]
        let sink = try HTMLSink(location: site.path, options: HTMLOptions(&values))
        let session = try await sink.open(SinkContext(purpose: .write))
        _ = try await session.write(try SiteSample.records())
        try await session.commit()
        try await session.finish()
        let clean = try SiteFixture(["title": "Other"])
        try await clean.publish(SiteSample.records())
        #expect(try site.contents() == clean.contents())
    }
}
