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
}
