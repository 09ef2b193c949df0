public import SkillSplitHost

public let builtInPlugins: [PluginRegistration] = []
