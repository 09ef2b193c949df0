import SkillSplitFilesystem
import SkillSplitHTML
public import SkillSplitHost
import SkillSplitParsers
import SkillSplitSQLite
import SkillSplitSupabase

/// Every plugin of the program, one line each; on equal claims the later parser wins.
public let builtInPlugins: [PluginRegistration] = [
    .parser(AssetParser.self),
    .parser(DocumentationParser.self),
    .parser(ReferenceParser.self),
    .parser(ScriptParser.self),
    .parser(ConfigParser.self),
    .parser(OutputStyleParser.self),
    .parser(CommandParser.self),
    .parser(AgentParser.self),
    .parser(HookParser.self),
    .parser(PluginParser.self),
    .parser(SkillParser.self),
    .sink(SQLiteSink.self),
    .sink(FilesystemSink.self),
    .sink(HTMLSink.self),
    .sink(SupabaseSink.self),
]
