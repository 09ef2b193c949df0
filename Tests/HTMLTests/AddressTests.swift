import SkillSplitHost
import Testing

@testable import SkillSplitHTML

struct AddressTests {
    @Test(arguments: [
        ("a%20b.md", "c/a b.md"), ("a%4a.md", "c/aJ.md"), ("a%+1.md", "c/a%+1.md"), ("a%4", "c/a%4"), ("%zz", "c/%zz"),
        ("%", "c/%"),
    ])
    func decodesNothingButTwoDigitsAfterAPercentSign(reference: String, path: String) throws {
        let target = LinkTarget(reference, in: try DocumentPath("c/x.md"))
        #expect(target == .document(path: Array(path.utf8), fragment: ""))
    }

    @Test(arguments: [
        ("c/.a/_b", "c/.a/_b.html"), ("_c/a", "~5Fc/a.html"), (".c/a", "~2Ec/a.html"), ("c/é", "c/~C3~A9.html"),
    ])
    func aPageNeverStandsAmongTheSitesOwnFiles(path: String, page: String) throws {
        #expect(PagePath.of(try DocumentPath(path)) == page)
    }

    /// A run that is cut off has noted the names beforehand, so that the next one knows them as the site's own.
    @Test func saysBeforehandWhichFilesASitemapTakes() throws {
        #expect(SiteSummaries.sitemaps(documentCount: 49_999) == ["sitemap.xml"])
        // With the first page one more than a sitemap may name.
        let count = 50_000
        let details = SiteDetails(baseURL: "https://example.org/")
        let entries = try (0..<count).map { number in
            let path = try DocumentPath("c/\(number).md")
            return SiteEntry(
                path: path,
                page: PagePath.of(path),
                kind: .documentation,
                component: nil,
                record: Fingerprint(),
                title: "",
                summary: "",
                links: [],
                body: .inPage(offset: 0, count: 0),
                text: .inShards([], position: 0),
                textCounts: []
            )
        }
        let renderer = PageRenderer(templates: try TemplateSet(folder: nil), site: details)
        let lists = SiteLists(renderer: renderer, entries: entries, map: SiteMap(entries))
        let files = SiteSummaries(details: details, entries: entries, lists: lists).files.map(\.file)
        #expect(files == SiteSummaries.sitemaps(documentCount: count) + [SiteFiles.llms])
        #expect(files == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml", "llms.txt"])
    }
}
