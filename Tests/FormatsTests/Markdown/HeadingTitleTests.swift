import SkillSplitFormats
import SkillSplitHost
import Testing

@Suite
struct HeadingTitleTests {
    @Test(arguments: [
        ("Plain words", "Plain words"), ("*em* and **strong** and ***both***", "em and strong and both"),
        ("`code *x*`", "code *x*"), ("`` a`b ``", "a`b"), ("[text](url)", "text"), ("[te*x*t](<a b> \"t\")", "text"),
        ("![alt](a.png) Name", "alt Name"), ("[![b](c)](d) e", "b e"), ("snake_case_name", "snake_case_name"),
        ("_em_ x", "em x"), ("2 * 3 * 4", "2 * 3 * 4"), ("\\*not\\* \\\\", "*not* \\"),
        ("a &amp; b &lt;c&gt; &#233;", "a & b <c> é"),
        ("&unknown; &", "&unknown; &"), ("List<Int>", "List<Int>"), ("<a name=\"x\"></a>Title", "Title"),
        ("<http://a.b/c>", "http://a.b/c"), ("<a@b.cd>", "a@b.cd"), ("Title <!-- note -->", "Title"),
        ("[ref]", "[ref]"),
        ("[a](b", "[a](b"), ("*open", "*open"), ("**a*", "*a"), ("  many   spaces\t here ", "many spaces here"),
        ("`open", "`open"),
        ("[a [b](c) d](e)", "[a b d](e)"), ("![a [b](c) d](e)", "a b d"), ("C# and F#", "C# and F#"), ("a <b", "a <b"),
    ])
    func titlesAreReadWithoutInlineMarks(_ source: String, _ title: String) {
        #expect(MarkdownSplitter.split(Array("# \(source)\n".utf8)).map(\.title) == [title])
    }
}
