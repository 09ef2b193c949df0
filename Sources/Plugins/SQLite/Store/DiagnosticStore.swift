import SkillSplitHost

/// Stores the findings about files.
struct DiagnosticStore {
    private let load: Statement
    private let insert: Statement
    private let remove: Statement

    static let query = """
        SELECT rule, severity, summary, remedy, lower, upper FROM diagnostics WHERE file_id = ? ORDER BY position
        """

    init(_ connection: borrowing Connection) throws(SkillSplitError) {
        load = try connection.prepare(Self.query)
        insert = try connection.prepare("INSERT INTO diagnostics VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        remove = try connection.prepare("DELETE FROM diagnostics WHERE file_id = ?")
    }

    func insert(_ diagnostics: [Diagnostic], file: Int64) throws(SkillSplitError) {
        for (position, diagnostic) in diagnostics.enumerated() {
            insert.bind(1, file)
            insert.bind(2, position)
            insert.bind(3, diagnostic.rule)
            insert.bind(4, diagnostic.severity.rawValue)
            insert.bind(5, diagnostic.summary)
            insert.bind(6, diagnostic.remedy)
            insert.bind(7, diagnostic.range.map { Int64($0.lowerBound) })
            insert.bind(8, diagnostic.range.map { Int64($0.upperBound) })
            try insert.run()
        }
    }

    /// Replaces the findings where they differ.
    func update(to diagnostics: [Diagnostic], file: Int64) throws(SkillSplitError) {
        guard try Self.read(load, file: file) != diagnostics else { return }
        try remove(file: file)
        try insert(diagnostics, file: file)
    }

    func remove(file: Int64) throws(SkillSplitError) {
        remove.bind(1, file)
        try remove.run()
    }

    static func read(_ statement: Statement, file: Int64) throws(SkillSplitError) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        statement.bind(1, file)
        try statement.forEachRow { row throws(SkillSplitError) in
            diagnostics.append(
                Diagnostic(
                    row.text(0),
                    Diagnostic.Severity(rawValue: row.text(1)) ?? .note,
                    row.text(2),
                    remedy: row.optionalText(3),
                    range: row.isNull(4) ? nil : ByteRange(row.int(4), row.int(5))
                )
            )
        }
        return diagnostics
    }
}
