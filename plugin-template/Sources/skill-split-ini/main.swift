import AcmeINI
import SkillSplitBuiltIn
import SkillSplitCommandLine
import SkillSplitHost

await SkillSplit.main(plugins: builtInPlugins + [.parser(INIParser.self)])
