import Testing

@testable import SkillSplitCommandLine

@Suite struct DirectCallTests {
    @Test(arguments: [
        ["get", "a/b.md"], ["get", "a/b.md#c", "--own"], ["get", "17", "--subtree", "--json"],
        ["get", "--library", "sqlite:x.db", "a"], ["get", "a", "--db", "x.db", "--json"], ["get", ""],
        ["search", "tea"], ["search", "green", "tea", "--limit", "3"], ["search", "c++ OR \"a b\""], ["search", ""],
        ["search", "--offset", "2", "x", "--snippet", "0", "--json", "--library", "sqlite:x.db"],
    ])
    func readsWhatTheArgumentParserReads(words: [String]) throws {
        #expect(DirectCall(words) == (try Self.parsed(words)))
    }

    @Test(arguments: [
        [], ["get"], ["get", "a", "b"], ["get", "-h"], ["get", "a", "--help"], ["get", "a", "--own", "--subtree"],
        ["get", "--", "a"], ["get", "a", "--library"], ["get", "a", "--library", "--json"],
        ["get", "a", "--library=x"],
        ["get", "a", "--json", "--json"], ["get", "a", "--db", "x", "--library", "y"], ["get-section", "a"],
        ["tree", "a"],
        ["search"], ["search", "a", "--limit", "0"], ["search", "a", "--limit", "x"],
        ["search", "a", "--snippet", "65"],
        ["search", "a", "--offset", "-1"], ["search", "a", "--kind", "skill"], ["search", "-a"], ["help", "get"],
        ["--version"],
    ])
    func leavesTheRestToTheArgumentParser(words: [String]) {
        #expect(DirectCall(words) == nil)
    }

    private static func parsed(_ words: [String]) throws -> DirectCall? {
        switch try SkillSplit.parse(words) {
        case let command as GetCommand: .get(command.call)
        case let command as SearchCommand: .search(command.call)
        default: nil
        }
    }
}
