import Foundation
import SkillSplitHTML
import SkillSplitHost
import SkillSplitTesting
import Testing

struct HTMLSinkTests {
    @Test func keepsTheContractOfSinks() async throws {
        let folder = try TemporaryFolder()
        try await SinkConformance {
            var values = OptionValues()
            return try HTMLSink(location: folder.unusedPath(), options: HTMLOptions(&values))
        }.check()
    }

    @Test func refusesAnEmptyLocationAndABaseURLThatIsNone() {
        var none = OptionValues()
        #expect(throws: SkillSplitError.self) { try HTMLSink(location: "", options: HTMLOptions(&none)) }
        var values: OptionValues = ["base-url": "ftp://example.org"]
        #expect(throws: SkillSplitError.self) { try HTMLOptions(&values) }
    }

    @Test func writesAPageForEachFileAndListsForEachKindAndCollection() async throws {
        let site = try SiteFixture()
        try await site.publish(SiteSample.records())
        for file in [
            "index.html", "tools/README.md.html", "tools/skills/pdf/SKILL.md.html", "_index/kind/skill.html",
            "_index/collection/tools.html", "_index/collection/writing.html", "_nav/tools.js", "_search/root.js",
            "_assets/site.css", "llms.txt",
        ] {
            #expect(site.exists(file), "\(file)")
        }
        #expect(!site.exists("sitemap.xml"), "a sitemap needs a base URL")
        let home = try site.read("index.html")
        #expect(home.contains("6 files in 2 collections"))
        #expect(home.contains("count\">5</span><p>1 Skill · 1 Agent · 2 Documentation · 1 Script</p>"))
    }

    @Test func makesTheFoldersThatHoldTheSite() async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.unusedPath())/public/site"
        var values = OptionValues()
        let session = try await HTMLSink(location: path, options: HTMLOptions(&values)).open(
            SinkContext(purpose: .write)
        )
        _ = try await session.write([.make("c/one.md", "# One\n")])
        try await session.commit()
        try await session.finish()
        #expect(FileManager.default.fileExists(atPath: "\(path)/c/one.md.html"))
    }

    @Test func listsSectionsWhereThereIsMoreThanOne() async throws {
        let site = try SiteFixture()
        try await site.publish([.make("c/one.md", "# One\n"), .make("c/two.md", "# Two\n\n## More\n\nText.\n")])
        let (one, two) = (try site.read("c/one.md.html"), try site.read("c/two.md.html"))
        #expect(!one.contains("Contents") && two.contains("Contents"))
        #expect(two.contains("<a href=\"#two/more\">More<i>lines 3–5"))
    }

    @Test func linksMeanTheSameSectionFromInsideAndOutsideOfAPage() async throws {
        let site = try SiteFixture()
        let link = "See [a](two.md#Usage), [b](two.md#more-of-it) and [c](two.md#none).\n"
        let text = "# Two\n\n## Usage\n\n## More of it\n\n# Usage\n\n" + link
        try await site.publish([.make("c/one.md", link), .make("c/two.md", text)])
        for page in ["c/one.md.html", "c/two.md.html"] {
            let html = try site.read(page)
            for target in ["two.md.html#usage", "two.md.html#two/more-of-it", "two.md.html"] {
                #expect(html.contains("href=\"\(target)\""), "\(target) of \(page)")
            }
        }
        let inside = try SiteFixture()
        try await inside.publish([.make("c/two.md", text.replacing("two.md", with: ""))])
        let html = try inside.read("c/two.md.html")
        #expect(html.contains("href=\"#usage\">a") && html.contains("href=\"#two/more-of-it\">b"))
    }

    @Test func leavesOutFilesWithCredentialsUnlessAllowed() async throws {
        let key = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
        let records = try [
            Record.make("c/good.md", "# Good\n\nUse `ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx`.\n"),
            .make("c/bad.md", "# Bad\n\ntoken: \(key)\n"),
        ]
        let site = try SiteFixture()
        let outcomes = try await site.publish(records)
        #expect(outcomes[0] == .inserted)
        guard case .rejected(let error) = outcomes[1] else {
            Issue.record("a file with a credential got a page")
            return
        }
        #expect(error.code == .credential && error.message.contains("line 3") && !error.message.contains(key))
        #expect(!site.exists("c/bad.md.html"))
        for (file, bytes) in try site.contents() {
            #expect(!String(decoding: bytes, as: UTF8.self).contains(key), "\(file)")
        }
        let open = try SiteFixture(["allow-secrets": "true"])
        #expect(try await open.publish(records) == [.inserted, .inserted])
    }

    @Test func takesOnlyTheKindsThatAreAskedFor() async throws {
        let site = try SiteFixture(["only": "skill,agent"])
        try await site.publish(SiteSample.records())
        #expect(site.exists("tools/skills/pdf/SKILL.md.html") && site.exists("tools/agents/reviewer.md.html"))
        #expect(!site.exists("tools/README.md.html"))
    }

    @Test func writesASitemapAndCanonicalLinksForABaseURL() async throws {
        let site = try SiteFixture(["base-url": "https://example.org/docs", "title": "Ours & <theirs>"])
        try await site.publish(SiteSample.records())
        #expect(try site.read("sitemap.xml").contains("<loc>https://example.org/docs/tools/README.md.html</loc>"))
        let page = try site.read("tools/README.md.html")
        #expect(page.contains("rel=\"canonical\" href=\"https://example.org/docs/tools/README.md.html\""))
        #expect(page.contains("Tools · Ours &amp; &lt;theirs&gt;"))
        #expect(try site.read("llms.txt").contains("- [pdf](https://example.org/docs/tools/skills/pdf/SKILL.md.html)"))
    }

    @Test func takesTemplatesFromAFolderAndTheBuiltInOnesForTheRest() async throws {
        let templates = try TemporaryFolder()
        try "<h1>Mine: {{title}}</h1>\n".write(
            toFile: "\(templates.path)/home.mustache",
            atomically: true,
            encoding: .utf8
        )
        let site = try SiteFixture(["templates": templates.path, "title": "A<b>"])
        try await site.publish(SiteSample.records())
        #expect(try site.read("index.html").contains("<h1>Mine: A&lt;b&gt;</h1>"))
        #expect(try site.read("writing/notes.md.html").contains("<h1 id=\"notes\">Notes</h1>"))
    }
}
