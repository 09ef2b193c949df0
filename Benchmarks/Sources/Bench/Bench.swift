import ArgumentParser

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Measures skill-split against programs that people know, both in turn in one run.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure skill-split against git, the sqlite3 shell, md4c, hugo and mkdocs.",
        discussion: """
            The input is a folder, copied until it is as large as asked. Each pair of runs gives one ratio; the table
            shows their median and range, so that a machine that is busy now and then disturbs both sides alike.

            BENCHMARKS
              \(Benchmark.allCases.map { "\($0.rawValue)  \($0.summary)" }.joined(separator: "\n  "))
            """
    )

    @Argument(help: "Which benchmarks to run; all by default.")
    var names: [Benchmark] = []

    @Option(help: "The folder to copy. Default: SKILL_SPLIT_CORPUS, then examples/library.")
    var corpus: String?

    @Option(help: "The skill-split to measure, built for release.")
    var binary: String

    @Option(help: "How large the ingested tree is, in MB (10^6 bytes).")
    var megabytes = 200

    @Option(help: "How many files the tree has that nothing changed in.")
    var files = 34_000

    @Option(help: "How many pages a documentation site has.")
    var pages = 1000

    @Option(help: "How many pairs of runs; one more is not counted.")
    var pairs = 5

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard megabytes > 0, files > 0, pages > 0, pairs > 0 else {
            throw ValidationError("--megabytes, --files, --pages and --pairs are at least 1.")
        }
    }

    func run() throws {
        let workspace = try Workspace(source: corpus ?? environment("SKILL_SPLIT_CORPUS") ?? "examples/library")
        let bench = BenchContext(
            workspace: workspace,
            binary: binary,
            bytes: megabytes * 1_000_000,
            files: files,
            pages: pages,
            pairs: pairs
        )
        defer { workspace.remove() }
        var comparisons: [Comparison] = []
        // In the order of the list: the peak of this process counts as that of the children it starts, and the last
        // benchmark is the one that needs memory here.
        for benchmark in Benchmark.allCases where names.isEmpty || names.contains(benchmark) {
            comparisons += try benchmark.run(bench)
        }
        print(json ? Report.json(comparisons) : Report.table(comparisons))
    }

    private func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}

/// What the benchmarks run with.
struct BenchContext {
    let workspace: Workspace
    let binary: String
    /// Of the ingested tree.
    let bytes: Int
    /// Of the unchanged tree.
    let files: Int
    /// Of a documentation site.
    let pages: Int
    let pairs: Int
}

struct BenchFailure: Error, CustomStringConvertible {
    let description: String
}
