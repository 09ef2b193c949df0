import Foundation
import SkillSplitEngine
import SkillSplitHost
import Testing

/// The pages of a library, made when they are asked for.
@Suite struct LiveSiteTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace(collection: "notes")
        try workspace.write(
            "tea.md",
            "# Tea\n\nSee [how](rice.md#cooking) and [that](gone.md).\n\n## Green\n\nNot too hot.\n"
        )
        try workspace.write("rice.md", "# Rice\n\n## Cooking\n\nTwo parts <water>.\n")
    }

    private func ingest() async throws {
        let report = try await workspace.ingest()
        #expect(report.isComplete)
    }

    /// Hands the site of what is ingested to `body`.
    private func withSite(
        _ url: String = "html:live",
        _ body: (any LiveSite, any LibrarySession) async throws -> Void
    ) async throws {
        try await ingest()
        let sink = try #require(try workspace.registry.sink(at: SinkURL(url)) as? any LiveSiteSink)
        try await workspace.reading { session in try await body(try sink.site(of: session), session) }
    }

    private func text(_ site: any LiveSite, _ path: String, _ query: [String: String] = [:]) async throws -> String {
        guard case .content(_, let bytes)? = try await site.answer(to: path, query: query) else {
            Issue.record("no answer to \(path)")
            return ""
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func expect(_ site: any LiveSite, _ path: String, shows part: String) async throws {
        let text = try await text(site, path)
        #expect(text.contains(part), "\(path)")
    }

    @Test func showsHomeListsNavigationAndFiles() async throws {
        try await withSite { site, _ in
            try await expect(site, "", shows: "2 files in 1 collection")
            try await expect(site, "_index/collection/notes.html", shows: "../../notes/tea.md.html")
            try await expect(site, "_nav/notes.js", shows: "skillSplit.navigation")
            try await expect(site, "_assets/site.css", shows: ":root")
            try await expect(site, "notes/rice.md.html", shows: "Two parts &lt;water&gt;")
            for path in ["notes/gone.md.html", "../etc/passwd", "_section/none", ".skill-split-site"] {
                let answer = try await site.answer(to: path, query: [:])
                #expect(answer == nil, "\(path)")
            }
        }
    }

    @Test func leadsToSectionsOfOtherPagesAndMarksWhatIsNotThere() async throws {
        try await withSite { site, _ in
            let page = try await text(site, "notes/tea.md.html")
            #expect(page.contains("href=\"rice.md.html#rice/cooking\""))
            #expect(page.contains("class=\"outside\" title=\"Not in this library: notes/gone.md\""))
        }
    }

    @Test func searchesTheLibrary() async throws {
        try await withSite { site, _ in
            let root = try await text(site, "_search/root.js")
            #expect(root == "skillSplit.live([\"documentation\"])")
            let answer = try await text(site, "_search/live.json", ["q": "two wat"])
            let hits = try #require(MetadataValue(json: answer)?.array)
            let fields = hits.map { hit in
                Dictionary((hit.object ?? []).map { ($0.name, $0.value.string ?? "") }) { first, _ in first }
            }
            #expect(fields.allSatisfy { $0["page"] == "notes/rice.md.html" })
            let hit = try #require(fields.first { $0["address"] == "rice/cooking" })
            #expect(hit["snippet"]?.contains("\u{E000}water\u{E001}") == true)
            for query in [["q": "two", "kind": "skill"], ["q": " "], [:]] {
                let answer = try await text(site, "_search/live.json", query)
                #expect(answer == "[]", "\(query)")
            }
        }
    }

    @Test func aPermalinkFollowsItsSection() async throws {
        try await withSite { site, session in
            let path = try DocumentPath("notes/rice.md")
            let section = try #require(try await session.sections(of: path).last)
            let link = "_section/\(section.id.rawValue)"
            let before = try await site.answer(to: link, query: [:])
            #expect(before == .moved(to: "notes/rice.md.html#rice/cooking"))
            try workspace.write("rice.md", "# Grain\n\n## Cooking\n\nTwo parts <water>.\n")
            try await ingest()
            let after = try await site.answer(to: link, query: [:])
            #expect(after == .moved(to: "notes/rice.md.html#grain/cooking"))
            try await expect(site, "notes/rice.md.html", shows: "Grain")
        }
    }

    @Test func showsNoCredentialUnlessAllowed() async throws {
        let key = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
        try workspace.write("key.md", "# Key\n\nuse \(key) here\n")
        try await withSite { site, _ in
            await #expect(throws: SkillSplitError.self) {
                _ = try await site.answer(to: "notes/key.md.html", query: [:])
            }
            let answer = try await text(site, "_search/live.json", ["q": "use"])
            #expect(answer.contains("key.md") && !answer.contains(key))
        }
        try await withSite("html:live?allow-secrets=true") { site, _ in
            try await expect(site, "notes/key.md.html", shows: key)
        }
    }
}
