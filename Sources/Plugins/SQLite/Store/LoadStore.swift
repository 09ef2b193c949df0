import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Counts what a session writes, and stores it with each commit.
struct LoadStore {
    private struct Counts {
        var inserted = 0
        var updated = 0
        var deleted = 0
    }

    private var id: Int64?
    private let start = Int64(time(nil))
    private var committed = Counts()
    private var pending = Counts()

    mutating func count(_ outcomes: [WriteOutcome]) {
        for outcome in outcomes {
            switch outcome {
            case .inserted: pending.inserted += 1
            case .updated: pending.updated += 1
            case .unchanged, .rejected, .retry: continue
            }
        }
    }

    mutating func count(deleted: Int) {
        pending.deleted += deleted
    }

    /// Writes the row of the session; nothing where nothing was changed.
    func store(_ connection: inout Connection) throws(SkillSplitError) -> Int64? {
        guard pending.inserted + pending.updated + pending.deleted > 0 else { return id }
        let put = try connection.statement(
            """
            INSERT INTO loads VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
                committed_at = excluded.committed_at, inserted = excluded.inserted, updated = excluded.updated,
                deleted = excluded.deleted
            """
        )
        put.bind(1, id)
        put.bind(2, start)
        put.bind(3, Int64(time(nil)))
        put.bind(4, committed.inserted + pending.inserted)
        put.bind(5, committed.updated + pending.updated)
        put.bind(6, committed.deleted + pending.deleted)
        try put.run()
        return id ?? connection.lastInsertedRow
    }

    /// Notes that the row `id` is durable.
    mutating func commit(_ id: Int64?) {
        self.id = id
        committed.inserted += pending.inserted
        committed.updated += pending.updated
        committed.deleted += pending.deleted
        pending = Counts()
    }

    mutating func rollBack() {
        pending = Counts()
    }
}
