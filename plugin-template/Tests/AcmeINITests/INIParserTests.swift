import AcmeINI
import SkillSplitHost
import SkillSplitTesting
import Testing

@Test func keepsTheContractOfParsers() throws {
    try ParserConformance(INIParser(options: NoOptions())).check()
}
