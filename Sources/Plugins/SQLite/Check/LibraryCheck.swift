import SkillSplitHost

/// Looks for everything that can be wrong with a library.
///
/// Each part is looked at even where another cannot be read.
enum LibraryCheck {
    static func run(on connection: inout Connection) throws(SkillSplitError) -> [Problem] {
        var problems: [Problem] = []
        // One view of the library for all parts, while others go on writing.
        try connection.execute("BEGIN")
        defer { try? connection.execute("ROLLBACK") }
        try guarded("the database", &problems) { problems throws(SkillSplitError) in
            try checkStructure(connection, &problems)
        }
        try guarded("the texts", &problems) { problems throws(SkillSplitError) in
            try ContentCheck.checkTexts(connection, &problems)
        }
        try guarded("the files", &problems) { problems throws(SkillSplitError) in
            try ContentCheck.checkFiles(connection, &problems)
        }
        try guarded("the relations", &problems) { problems throws(SkillSplitError) in
            try checkRelations(connection, &problems)
        }
        try connection.execute("ROLLBACK")
        try checkIndex(connection, &problems)
        return problems
    }

    /// Turns an error of damage into a problem.
    private static func guarded(
        _ what: String,
        _ problems: inout [Problem],
        _ body: (inout [Problem]) throws(SkillSplitError) -> Void
    ) throws(SkillSplitError) {
        do {
            try body(&problems)
        } catch  where error.code == .corrupt || error.code == .sqlite || error.code == .invalidPath {
            problems.append(.unreadable(what, cause: error.cause ?? error.message))
        }
    }

    private static func checkStructure(
        _ connection: borrowing Connection,
        _ problems: inout [Problem]
    ) throws(SkillSplitError) {
        try connection.prepare("PRAGMA integrity_check").forEachRow { row throws(SkillSplitError) in
            let message = row.text(0)
            if message != "ok" { problems.append(.structure(message)) }
        }
    }

    private static func checkRelations(
        _ connection: borrowing Connection,
        _ problems: inout [Problem]
    ) throws(SkillSplitError) {
        for table in ["sections", "diagnostics"] {
            let count = try connection.integer(
                "SELECT count(*) FROM \(table) WHERE file_id NOT IN (SELECT id FROM files)"
            )
            if count > 0 { problems.append(.strayChildren(table: table, count: Int(count))) }
        }
        let unused = try connection.integer(
            "SELECT count(*) FROM texts WHERE id NOT IN (SELECT text_id FROM sections)"
        )
        if unused > 0 { problems.append(.unusedTexts(Int(unused))) }
        let stray = try connection.integer(
            "SELECT count(*) FROM stat_cache WHERE path NOT IN (SELECT path FROM files)"
        )
        if stray > 0 { problems.append(.strayStamps(Int(stray))) }
        let isCounterLow = try connection.integer(
            "SELECT (SELECT next_section FROM library) <= (SELECT coalesce(max(id), 0) FROM sections)"
        )
        if isCounterLow != 0 { problems.append(.nextSection) }
    }

    /// Compares the index with the texts, word by word: `rank` 1 asks FTS5 for that.
    private static func checkIndex(
        _ connection: borrowing Connection,
        _ problems: inout [Problem]
    ) throws(SkillSplitError) {
        do {
            try connection.execute(
                "INSERT INTO sections_fts (sections_fts, rank) VALUES ('integrity-check', 1)"
            )
        } catch  where error.code == .corrupt || error.code == .sqlite {
            problems.append(.index(cause: error.cause ?? error.message))
        }
    }
}
