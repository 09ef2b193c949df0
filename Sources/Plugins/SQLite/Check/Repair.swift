import SkillSplitHost

/// Mends what can be mended without the original files, and marks the rest to be ingested again.
enum Repair {
    static func run(_ problems: [Problem], on connection: inout Connection) throws(SkillSplitError) {
        if problems.contains(where: { if case .structure = $0 { true } else { false } }) {
            // Indexes are made of their tables; damage of a table itself stays.
            try? connection.execute("REINDEX")
        }
        try connection.execute("BEGIN IMMEDIATE")
        do {
            var damaged: Set<[UInt8]> = []
            for problem in problems {
                try mend(problem, &connection)
                if case .file(let path, _, _) = problem { damaged.insert(path) }
                if case .text(let id, _, _) = problem { damaged.formUnion(try holders(of: id, &connection)) }
            }
            try mark(damaged, &connection)
            // What was mended may have changed the texts under the index.
            try connection.execute("INSERT INTO sections_fts (sections_fts) VALUES ('rebuild')")
            try connection.execute("COMMIT")
        } catch {
            try? connection.execute("ROLLBACK")
            throw error
        }
    }

    private static func mend(_ problem: Problem, _ connection: inout Connection) throws(SkillSplitError) {
        switch problem {
        case .structure, .unreadable, .index, .file: break
        case .text(let id, _, _):
            // A key that nothing has: no new section may come to hold the text.
            let loosen = try connection.statement("UPDATE texts SET key = randomblob(16) WHERE id = ?")
            loosen.bind(1, id)
            try loosen.run()
        case .strayChildren(let table, _):
            try connection.execute("DELETE FROM \(table) WHERE file_id NOT IN (SELECT id FROM files)")
            try removeUnusedTexts(connection)
        case .unusedTexts: try removeUnusedTexts(connection)
        case .strayStamps:
            try connection.execute("DELETE FROM stat_cache WHERE path NOT IN (SELECT path FROM files)")
        case .nextSection:
            try connection.execute("UPDATE library SET next_section = (SELECT max(id) + 1 FROM sections)")
        }
    }

    private static func removeUnusedTexts(_ connection: borrowing Connection) throws(SkillSplitError) {
        try connection.execute("DELETE FROM texts WHERE id NOT IN (SELECT text_id FROM sections)")
    }

    /// The paths of the files that hold a text.
    private static func holders(of text: Int64, _ connection: inout Connection) throws(SkillSplitError) -> [[UInt8]] {
        let query = try connection.statement(
            "SELECT DISTINCT f.path FROM sections s JOIN files f ON f.id = s.file_id WHERE s.text_id = ?"
        )
        query.bind(1, text)
        var paths: [[UInt8]] = []
        try query.forEachRow { row throws(SkillSplitError) in paths.append(row.bytes(0)) }
        return paths
    }

    /// Makes the next ingest read the files and write all of their sections; what is left of them stays readable.
    private static func mark(_ paths: Set<[UInt8]>, _ connection: inout Connection) throws(SkillSplitError) {
        guard !paths.isEmpty else { return }
        try connection.execute("DELETE FROM sections WHERE text_id NOT IN (SELECT id FROM texts)")
        var owned: [Int64: Set<Int64>] = [:]
        try connection.prepare("SELECT file_id, id FROM sections").forEachRow { row throws(SkillSplitError) in
            owned[row.int64(0), default: []].insert(row.int64(1))
        }
        let find = try connection.statement("SELECT id, section_runs FROM files WHERE path = ?")
        let mark = try connection.statement("UPDATE files SET is_damaged = 1, section_runs = ? WHERE id = ?")
        let remove = try connection.statement("DELETE FROM sections WHERE id = ?")
        let unstamp = try connection.statement("UPDATE stat_cache SET device = NULL WHERE path = ?")
        for path in paths {
            find.bindText(1, path)
            let found = try find.firstRow { row throws(SkillSplitError) in (id: row.int64(0), runs: row.runs(1)) }
            guard let found else { continue }
            var rows = owned[found.id] ?? []
            let left = found.runs.ids.filter { rows.remove($0) != nil }
            mark.bind(1, SectionRuns(left).json)
            mark.bind(2, found.id)
            try mark.run()
            for id in rows {
                remove.bind(1, id)
                try remove.run()
            }
            unstamp.bindText(1, path)
            try unstamp.run()
        }
        try removeUnusedTexts(connection)
    }
}
