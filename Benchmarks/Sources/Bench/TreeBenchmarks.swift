/// Benchmarks over whole trees.
enum TreeBenchmarks {
    static func ingest(_ bench: BenchContext) throws -> [Comparison] {
        let tree = try bench.workspace.tree("tree", bytes: bench.bytes)
        var comparison = Comparison(
            name: "ingest",
            input: tree.summary,
            other: "git add -A",
            bar: 1.0,
            peakBar: 256 << 20
        )
        try comparison.measure(bench.pairs) {
            try bench.workspace.clear("new-library")
            return try bench.ingest(tree, into: "new-library/library.db")
        } theirs: {
            let repository = try newRepository(bench)
            return try ChildProcess.run(repository.git(tree, "add", "-A"))
        }
        return [comparison]
    }

    static func unchanged(_ bench: BenchContext) throws -> [Comparison] {
        let tree = try bench.workspace.tree("unchanged", files: bench.files)
        let repository = try newRepository(bench)
        try ChildProcess.run(repository.git(tree, "add", "-A"))
        try ChildProcess.run(repository.git(tree, "commit", "-q", "-m", "all"))
        try bench.ingest(tree, into: "unchanged.db")
        var comparison = Comparison(
            name: "unchanged",
            input: tree.summary,
            other: "git status --porcelain",
            bar: 1.0
        )
        try comparison.measure(bench.pairs) {
            try bench.ingest(tree, into: "unchanged.db")
        } theirs: {
            try ChildProcess.run(repository.git(tree, "status", "--porcelain"))
        }
        return [comparison]
    }

    private static func newRepository(_ bench: BenchContext) throws -> Repository {
        try bench.workspace.clear("repository")
        let repository = Repository(folder: bench.workspace.path("repository"))
        try ChildProcess.run(["git", "init", "-q", repository.folder])
        return repository
    }
}

/// A git repository beside the tree that it tracks.
private struct Repository {
    let folder: String

    func git(_ tree: Workspace.Tree, _ arguments: String...) -> [String] {
        let author = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"]
        return ["git"] + author + ["--git-dir=\(folder)/.git", "--work-tree=\(tree.path)"] + arguments
    }
}

extension BenchContext {
    /// Ingests `tree` into the library `file` of the workspace.
    @discardableResult
    func ingest(_ tree: Workspace.Tree, into file: String) throws -> Cost {
        let library = "sqlite:\(workspace.path(file))"
        return try ChildProcess.run([binary, "ingest", tree.path, "--collection", "bench", "--to", library, "--quiet"])
    }
}
