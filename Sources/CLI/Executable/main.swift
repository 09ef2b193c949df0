import SkillSplitBuiltIn
import SkillSplitCommandLine

await SkillSplit.main(plugins: builtInPlugins)
