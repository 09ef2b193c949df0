import SkillSplitHost
import Testing

@Suite struct DocumentPathTests {
    @Test(arguments: ["", "/a", "a/", "a//b", "a/./b", "a/../b", "..", ".", "a\0b"])
    func refusesPathsThatCouldLeaveTheirFolder(text: String) {
        let error = #expect(throws: SkillSplitError.self) { try DocumentPath(text) }
        #expect(error?.code == .invalidPath)
    }

    @Test func takesNamesThatOnlyLookStrange() throws {
        for text in ["a/..b", "a/b c", "a/.hidden", "a/-", "a/\n", "ü/é"] {
            #expect(try DocumentPath(text).description == text)
        }
    }

    @Test func bytesThatAreNotTextAreShownAndKept() throws {
        let path = try DocumentPath([0x61, 0x2F, 0xFF, 0xC3, 0xA9])
        #expect(path.description == #"a/\xffé"#)
        #expect(!path.isText)
        #expect(path.bytes.count == 5)
    }

    @Test func knowsItsPartsAndWhatLiesBelow() throws {
        let path = try DocumentPath("claude/skills/pdf/SKILL.md")
        #expect(path.collection == "claude")
        #expect(path.name == "SKILL.md")
        #expect(path.parent?.description == "claude/skills/pdf")
        #expect(path.isInside(try DocumentPath("claude/skills")))
        #expect(!path.isInside(try DocumentPath("claude/skills/pd")))
    }
}
