/// Benchmarks of the commands that read a library.
enum LibraryBenchmarks {
    /// Searches for words of the library itself: one that is frequent, and one that is rare.
    static func search(_ bench: BenchContext) throws -> [Comparison] {
        let library = try library(bench)
        return try words(of: library).map { label, word in
            var comparison = Comparison(name: "search", input: label, other: "sqlite3", bar: 1.5)
            try comparison.measure(bench.pairs * 4) {
                try ChildProcess.run([bench.binary, "search", word, "--library", "sqlite:\(library.path)"])
            } theirs: {
                try ChildProcess.run(library.shell(query(for: word)))
            }
            return comparison
        }
    }

    /// Starts the server of agents, and searches for the same words.
    static func mcp(_ bench: BenchContext) throws -> [Comparison] {
        let library = try library(bench)
        let sections = try library.value("SELECT count(*) FROM sections")
        return try words(of: library).map { label, word in
            let input = "\(label), \(sections) sections"
            var comparison = Comparison(name: "mcp", input: input, other: "sqlite3", bar: 0)
            comparison.wallBar = 0.030
            let call = """
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search","arguments":{"query":"\(word)"},\
                "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                "io.modelcontextprotocol/clientCapabilities":{}}}}
                """
            try comparison.measure(bench.pairs * 4) {
                try ChildProcess.answer([bench.binary, "mcp", "--library", "sqlite:\(library.path)"], to: call)
            } theirs: {
                try ChildProcess.run(library.shell(query(for: word)))
            }
            return comparison
        }
    }

    /// Words of plain letters, which no shell and no query language reads as anything else.
    private static func words(of library: LibraryFile) throws -> [(label: String, word: String)] {
        let vocabulary = "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, sections_fts, row);"
        let texts = "(SELECT count(*) FROM texts)"
        let plain = "length(term) > 3 AND term NOT GLOB '*[^a-z]*'"
        return try [("a word in 1 of 20 sections", 20), ("a word in 1 of 1000 sections", 1000)].map { label, share in
            let order = "ORDER BY abs(doc * \(share) - \(texts)), term LIMIT 1"
            return (label, try library.value("\(vocabulary) SELECT term FROM words WHERE \(plain) \(order)"))
        }
    }

    private static func query(for word: String) -> String {
        """
        SELECT s.id, t.title, f.path, snippet(sections_fts, -1, '', '', '…', 16)
        FROM sections_fts JOIN texts t ON t.id = sections_fts.rowid
        JOIN sections s ON s.text_id = t.id JOIN files f ON f.id = s.file_id
        WHERE sections_fts MATCH '\(word)' ORDER BY rank LIMIT 20
        """
    }

    /// Reads the file whose size is the median.
    static func get(_ bench: BenchContext) throws -> [Comparison] {
        let library = try library(bench)
        let path = try library.value(
            "SELECT path FROM files ORDER BY size, path LIMIT 1 OFFSET (SELECT count(*) / 2 FROM files)"
        )
        let quoted = path.replacing("'", with: "''")
        let size = try library.value("SELECT size FROM files WHERE path = '\(quoted)'")
        var comparison = Comparison(name: "get", input: "a file of \(size) bytes", other: "sqlite3", bar: 1.5)
        let query = """
            SELECT t.content FROM files f, json_each(f.section_runs) r
            JOIN sections s ON s.id BETWEEN r.value ->> 0 AND r.value ->> 1 JOIN texts t ON t.id = s.text_id
            WHERE f.path = '\(quoted)' ORDER BY r.key, s.id
            """
        try comparison.measure(bench.pairs * 4) {
            try ChildProcess.run([bench.binary, "get", path, "--library", "sqlite:\(library.path)"])
        } theirs: {
            try ChildProcess.run(library.shell(query))
        }
        return [comparison]
    }

    private static func library(_ bench: BenchContext) throws -> LibraryFile {
        let library = LibraryFile(path: bench.workspace.path("reading.db"), workspace: bench.workspace)
        let tree = try bench.workspace.tree("tree", bytes: bench.bytes)
        try bench.ingest(tree, into: "reading.db")
        return library
    }
}

/// A library that the sqlite3 shell reads.
private struct LibraryFile {
    let path: String
    let workspace: Workspace

    func shell(_ query: String) -> [String] {
        ["sqlite3", "-batch", "-readonly", path, query]
    }

    /// The one value that `query` gives.
    func value(_ query: String) throws -> String {
        // A temporary table needs a connection that may write.
        try ChildProcess.text(["sqlite3", "-batch", path, query], in: workspace)
    }
}
