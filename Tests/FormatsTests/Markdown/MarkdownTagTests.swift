import SkillSplitFormats
import SkillSplitHost
import Testing

@Suite
struct MarkdownTagTests {
    @Test
    func tagsBesideHeadingsAreSections() {
        let text = "<objective>\nDo it.\n</objective>\n\n<process>\n1. a\n2. b\n</process>\n"
        #expect(outline(ofMarkdown: text) == ["tag objective", "tag process"])
        #expect(parts(ofMarkdown: text)[0] == "<objective>\nDo it.\n</objective>\n\n")
    }

    @Test
    func tagsNestInEachOtherAndBelowHeadings() {
        let text =
            "## H\n\n<process>\n<step name=\"first\">\nx\n</step>\n  <step name='two'>\n  y\n  </step>\n</process>\n\n## I\n"
        #expect(
            outline(ofMarkdown: text) == [
                "  heading H", "    tag process", "      tag step first", "      tag step two", "  heading I",
            ]
        )
    }

    @Test
    func headingsWithinATagNestBelowIt() {
        let text = "# Top\n\n<process>\n\n# One\n\n### Three\n\n<step>\nx\n</step>\n\n</process>\n\n## Two\n"
        #expect(
            outline(ofMarkdown: text) == [
                "heading Top", "  tag process", "    heading One", "        heading Three", "          tag step",
                "  heading Two",
            ]
        )
    }

    @Test
    func textAfterAClosingTagIsASectionAsDeepAsTheTag() {
        let text = "# H\n<aa>\nx\n</aa>\n\nafter\n\n<bb>\n</bb>\n\n<c-d>\n\ny\n</c-d>\nend\n"
        #expect(outline(ofMarkdown: text) == ["heading H", "  tag aa", "  text", "  tag bb", "  tag c-d", "  text"])
        #expect(parts(ofMarkdown: text)[1...2] == ["<aa>\nx\n</aa>\n\n", "after\n\n"])
    }

    @Test
    func textBetweenNestedTagsIsKept() {
        let text = "<outer>\n<inner>\nx\n</inner>\nbetween\n</outer>\n\nafter\n"
        #expect(outline(ofMarkdown: text) == ["tag outer", "  tag inner", "  text", "text"])
        #expect(parts(ofMarkdown: text) == ["<outer>\n", "<inner>\nx\n</inner>\n", "between\n</outer>\n\n", "after\n"])
    }

    @Test(arguments: [
        "<step>\nno end\n", "</step>\n", "```\n<step>\n</step>\n```\n", "<!--\n<step>\n</step>\n-->\n",
        "> <step>\n> </step>\n", "- x\n  <step>\n  </step>\n", "<div>\n</div>\n", "<details>\n\n</details>\n",
        "<step> x\n</step>\n", "x <step>\n</step>\n", "<step/>\n</step>\n", "<Step>\n</step>\n",
        "    <step>\n    </step>\n",
        "<1a>\n</1a>\n", "<a:b>\n</a:b>\n", "<step a>b>\n</step>\n", "<pre>\n<step>\n</step>\n</pre>\n",
        "< step>\n</step>\n",
    ])
    func whatIsNoTagAloneOnItsLineIsNoSection(_ text: String) {
        #expect(outline(ofMarkdown: text) == ["preamble"])
    }

    @Test(arguments: [
        "<step>\n</step>", "   <step>\n  </step>  ", "<Step a=\"b > c\">\n</Step >",
        "<files_to_read>\n- x\n</files_to_read>",
        "<output>\n</output>", "<step\tx>\n</step>", "<a-1>\r\n</a-1>\r\n", "<step>\n> x\n</step>",
        "<step>\n1. x\n</step>",
    ])
    func aTagAloneOnItsLineIsASection(_ text: String) {
        #expect(outline(ofMarkdown: text).count == 1)
        #expect(outline(ofMarkdown: text).first?.hasPrefix("tag ") == true)
    }

    @Test
    func indentationDoesNotMatterWithinATag() {
        #expect(
            outline(ofMarkdown: "<plan>\n\n      <step>\n      </step>\n\n</plan>\n") == ["tag plan", "  tag step"]
        )
    }

    @Test
    func aTagWithoutItsEndDoesNotHideThoseWithinIt() {
        #expect(outline(ofMarkdown: "<open>\n<step>\n</step>\n\n# H\n") == ["preamble", "tag step", "heading H"])
        #expect(outline(ofMarkdown: "<plan>\n<open>\nx\n</plan>\n") == ["tag plan"])
    }

    @Test
    func aTagWithinAnUnderlinedHeadingIsItsText() {
        #expect(outline(ofMarkdown: "Title\n<step>\n===\nx\n</step>\n") == ["heading Title <step>"])
    }
}
