import SkillSplitHost

/// Stores the sections of files as rows that point to texts.
struct SectionStore {
    private let insert: Statement
    private let copy: Statement
    private let update: Statement
    private let delete: Statement
    private let deleteRun: Statement
    private let load: Statement
    private let storeNextID: Statement
    private let loadNextID: Statement
    private var texts: TextStore
    private var fingerprint = Fingerprint()
    /// The first of the ids that a document was stored under in this session, by its fingerprint.
    ///
    /// Copies of the document are made row by row inside SQLite. Any change of a stored file empties it.
    private var stored: [UInt128: Int64] = [:]
    /// The id of the next section; `nil` until it is read in a transaction.
    private var nextID: Int64?
    private var storedNextID: Int64?

    init(_ connection: borrowing Connection) throws(SkillSplitError) {
        insert = try connection.prepare("INSERT INTO sections (id, file_id, depth, text_id) VALUES (?, ?, ?, ?)")
        // A statement that could fail half-way and be taken back alone would copy each page that it touches to a
        // temporary file first. Whoever fails here rolls back the transaction.
        copy = try connection.prepare(
            """
            INSERT OR FAIL INTO sections (id, file_id, depth, text_id)
            SELECT id + ?, ?, depth, text_id FROM sections WHERE id BETWEEN ? AND ?
            """
        )
        update = try connection.prepare("UPDATE sections SET depth = ?, text_id = ? WHERE id = ?")
        delete = try connection.prepare("DELETE FROM sections WHERE id = ?")
        deleteRun = try connection.prepare("DELETE FROM sections WHERE id BETWEEN ? AND ?")
        load = try connection.prepare(
            """
            SELECT s.id, s.depth, s.text_id, t.key, t.kind, t.title
            FROM sections s JOIN texts t ON t.id = s.text_id WHERE s.id BETWEEN ? AND ? ORDER BY s.id
            """
        )
        storeNextID = try connection.prepare("UPDATE library SET next_section = ?")
        loadNextID = try connection.prepare("SELECT next_section FROM library")
        texts = try TextStore(connection)
    }

    /// The ids that the next `count` sections get.
    mutating func reserve(_ count: Int) throws(SkillSplitError) -> SectionRuns {
        if nextID == nil {
            nextID = try loadNextID.firstRow { row throws(SkillSplitError) in row.int64(0) }
            storedNextID = nextID
        }
        let first = nextID ?? 1
        nextID = first + Int64(count)
        return SectionRuns(first..<(first + Int64(count)))
    }

    /// Stores the sections of a file that the library does not hold, under ids that were reserved.
    ///
    /// - Parameters:
    ///   - record: The file.
    ///   - document: The fingerprint of its document.
    ///   - file: The number of its row.
    ///   - ids: One run of ids.
    ///   - connection: The one that the statements were prepared on.
    /// - Throws: ``SkillSplitError`` when a row cannot be written.
    mutating func insert(
        _ record: Record,
        _ document: UInt128,
        file: Int64,
        ids: SectionRuns,
        _ connection: borrowing Connection
    ) throws(SkillSplitError) {
        guard let run = ids.runs.first else { return }
        if let original = stored[document] {
            copy.bind(1, run.lowerBound - original)
            copy.bind(2, file)
            copy.bind(3, original)
            copy.bind(4, original + Int64(run.count - 1))
            return try copy.run()
        }
        for (position, id) in run.enumerated() {
            let text = try textID(of: record, at: position, key: key(of: record, at: position), connection)
            try insertRow(id: id, file: file, depth: record.document.sections[position].depth, text: text)
        }
        stored[document] = run.lowerBound
    }

    /// Turns the stored sections of a file into those of `record`.
    ///
    /// - Returns: The sections, and whether any row differed.
    mutating func update(
        _ runs: SectionRuns,
        to record: Record,
        file: Int64,
        _ connection: borrowing Connection
    ) throws(SkillSplitError) -> (runs: SectionRuns, isChanged: Bool) {
        stored.removeAll()
        let old = try rows(of: runs)
        let new = record.document.sections.indices.map { position in
            SectionPlan.Side(
                key: key(of: record, at: position),
                kind: record.document.sections[position].kind,
                address: record.outline.entries[position].address
            )
        }
        let plan = SectionPlan(from: old.map(\.plan), to: new)
        for place in plan.removed {
            delete.bind(1, old[place].id)
            try delete.run()
            texts.release(old[place].text)
        }
        var fresh = try reserve(plan.continued.count { $0 == nil }).ids.makeIterator()
        var isChanged = !plan.removed.isEmpty
        var ids: [Int64] = []
        for (position, place) in plan.continued.enumerated() {
            let depth = record.document.sections[position].depth
            guard let place else {
                guard let id = fresh.next() else { break }
                let text = try textID(of: record, at: position, key: new[position].key, connection)
                try insertRow(id: id, file: file, depth: depth, text: text)
                ids.append(id)
                isChanged = true
                continue
            }
            ids.append(old[place].id)
            let isSameText = old[place].plan.key == new[position].key
            if isSameText, old[place].depth == depth { continue }
            isChanged = true
            update.bind(1, depth)
            update.bind(
                2,
                isSameText
                    ? old[place].text : try textID(of: record, at: position, key: new[position].key, connection)
            )
            update.bind(3, old[place].id)
            try update.run()
            if !isSameText { texts.release(old[place].text) }
        }
        let result = SectionRuns(ids)
        return (result, isChanged || result != runs)
    }

    /// Removes all sections of a file.
    mutating func remove(_ runs: SectionRuns) throws(SkillSplitError) {
        stored.removeAll()
        for row in try rows(of: runs) { texts.release(row.text) }
        for run in runs.runs {
            deleteRun.bind(1, run.lowerBound)
            deleteRun.bind(2, run.upperBound)
            try deleteRun.run()
        }
    }

    /// Does what is put off until the commit.
    mutating func prepareCommit() throws(SkillSplitError) {
        try texts.removeUnused()
        guard let nextID, nextID != storedNextID else { return }
        storeNextID.bind(1, nextID)
        try storeNextID.run()
        storedNextID = nextID
    }

    /// Forgets what holds inside one transaction only.
    ///
    /// - Parameter isForeign: Whether it ended in a rollback, or another process wrote since.
    mutating func endTransaction(isForeign: Bool) {
        nextID = nil
        storedNextID = nil
        guard isForeign else { return }
        stored.removeAll()
        texts.forget()
    }

    private struct Row {
        let id: Int64
        let depth: Int
        let text: Int64
        let plan: SectionPlan.Side
    }

    private func rows(of runs: SectionRuns) throws(SkillSplitError) -> [Row] {
        var rows: [Row] = []
        var builder = OutlineBuilder()
        for run in runs.runs {
            load.bind(1, run.lowerBound)
            load.bind(2, run.upperBound)
            try load.forEachRow { row throws(SkillSplitError) in
                let kind = Section.Kind(rawValue: row.text(4))
                let depth = row.int(1)
                let address = builder.place(kind: kind, title: row.text(5), depth: depth).address
                rows.append(
                    Row(
                        id: row.int64(0),
                        depth: depth,
                        text: row.int64(2),
                        plan: SectionPlan.Side(key: row.uint128(3), kind: kind, address: address)
                    )
                )
            }
        }
        return rows
    }

    private mutating func key(of record: Record, at position: Int) -> UInt128 {
        fingerprint.text(
            record.document.sections[position],
            hash: record.sectionHashes[position],
            metadata: position == 0 ? record.document.metadata : nil
        )
    }

    private mutating func textID(
        of record: Record,
        at position: Int,
        key: UInt128,
        _ connection: borrowing Connection
    ) throws(SkillSplitError) -> Int64 {
        try texts.id(
            key,
            of: record.document.sections[position],
            hash: record.sectionHashes[position],
            metadata: position == 0 ? record.document.metadata : nil,
            in: record.document.source,
            connection
        )
    }

    private func insertRow(id: Int64, file: Int64, depth: Int, text: Int64) throws(SkillSplitError) {
        insert.bind(1, id)
        insert.bind(2, file)
        insert.bind(3, depth)
        insert.bind(4, text)
        try insert.run()
    }
}
