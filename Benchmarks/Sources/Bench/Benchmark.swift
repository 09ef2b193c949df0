import ArgumentParser

/// A benchmark that can be asked for by name.
enum Benchmark: String, CaseIterable, ExpressibleByArgument {
    case ingest
    case unchanged
    case search
    case get
    case mcp
    case site
    case markdown

    var summary: String {
        switch self {
        case .ingest: "whole ingest into a new library, against 'git add -A' into a new repository"
        case .unchanged: "ingest of a tree that did not change, against 'git status --porcelain' of it"
        case .search: "'search', process to exit, against the same query in the sqlite3 shell"
        case .get: "'get' of a file, process to exit, against the same query in the sqlite3 shell"
        case .mcp: "the first answer of 'mcp' on an open pipe, against the same query in the sqlite3 shell"
        case .site: "a documentation site, against hugo and against mkdocs with the Material theme"
        case .markdown: "the Markdown splitter on one core, against md4c's parser on the same bytes"
        }
    }

    func run(_ bench: BenchContext) throws -> [Comparison] {
        switch self {
        case .ingest: try TreeBenchmarks.ingest(bench)
        case .unchanged: try TreeBenchmarks.unchanged(bench)
        case .search: try LibraryBenchmarks.search(bench)
        case .get: try LibraryBenchmarks.get(bench)
        case .mcp: try LibraryBenchmarks.mcp(bench)
        case .site: try SiteBenchmarks.run(bench)
        case .markdown: try MarkdownBenchmark.run(bench)
        }
    }
}
