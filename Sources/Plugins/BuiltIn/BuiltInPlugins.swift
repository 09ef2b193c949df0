public import SkillSplitHost
import SkillSplitParsers

/// The plugins that come with skill-split: to add one, write its file and add its line here.
///
/// On equal claims the later parser wins.
public let builtInPlugins: [PluginRegistration] = [
    .parser(DocumentationParser.self),
    .parser(AssetParser.self),
    .parser(ConfigParser.self),
    .parser(ScriptParser.self),
    .parser(ReferenceParser.self),
    .parser(OutputStyleParser.self),
    .parser(AgentParser.self),
    .parser(CommandParser.self),
    .parser(HookParser.self),
    .parser(PluginParser.self),
    .parser(SkillParser.self),
]
