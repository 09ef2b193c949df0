import SkillSplitBuiltIn
import SkillSplitCommandLine
import SkillSplitHost

await SkillSplit.main(plugins: builtInPlugins + [.parser(FaultyParser.self)])
