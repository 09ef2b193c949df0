import SkillSplitHost

/// Stores the sections of files as rows that point to texts.
struct SectionStore {
    private let insert: Statement
    private let update: Statement
    private let delete: Statement
    private let deleteAll: Statement
    private let load: Statement
    private let storeNextID: Statement
    private let loadNextID: Statement
    private(set) var texts: TextStore
    private var key = TextKey()
    /// The id of the next section; `nil` until it is read in a transaction.
    private var nextID: Int64?
    private var storedNextID: Int64?

    init(_ connection: borrowing Connection) throws(SkillSplitError) {
        insert = try connection.prepare(
            "INSERT INTO sections (id, file_id, ordinal, depth, text_id) VALUES (?, ?, ?, ?, ?)"
        )
        update = try connection.prepare("UPDATE sections SET ordinal = ?, depth = ?, text_id = ? WHERE id = ?")
        delete = try connection.prepare("DELETE FROM sections WHERE id = ?")
        deleteAll = try connection.prepare("DELETE FROM sections WHERE file_id = ?")
        load = try connection.prepare(
            """
            SELECT s.id, s.ordinal, s.depth, s.text_id, t.key, t.kind, t.title
            FROM sections s JOIN texts t ON t.id = s.text_id WHERE s.file_id = ? ORDER BY s.ordinal
            """
        )
        storeNextID = try connection.prepare("UPDATE library SET next_section = ?")
        loadNextID = try connection.prepare("SELECT next_section FROM library")
        texts = try TextStore(connection)
    }

    /// Stores the sections of a file that the library does not hold.
    mutating func insert(_ record: Record, file: Int64, _ connection: borrowing Connection) throws(SkillSplitError) {
        for position in record.document.sections.indices {
            let text = try textID(of: record, at: position, key: key(of: record, at: position), connection)
            try insertRow(
                file: file,
                ordinal: Int64(position + 1) * SectionPlan.gap,
                depth: record.document.sections[position].depth,
                text: text
            )
        }
    }

    /// Turns the stored sections of a file into those of `record`.
    ///
    /// - Returns: Whether anything differed.
    mutating func update(
        to record: Record,
        file: Int64,
        _ connection: borrowing Connection
    ) throws(SkillSplitError) -> Bool {
        let old = try stored(in: file)
        var new: [SectionPlan.New] = []
        for (position, section) in record.document.sections.enumerated() {
            new.append(
                SectionPlan.New(
                    depth: section.depth,
                    key: key(of: record, at: position),
                    kind: section.kind,
                    address: record.outline.entries[position].address
                )
            )
        }
        let plan = SectionPlan(from: old, to: new)
        var isChanged = !plan.removed.isEmpty
        for place in plan.removed {
            delete.bind(1, old[place].id)
            try delete.run()
            texts.release(old[place].text)
        }
        for (position, step) in plan.steps.enumerated() {
            let section = new[position]
            let previous = step.old.map { old[$0] }
            if let previous, previous.key == section.key {
                if previous.ordinal == step.ordinal, previous.depth == section.depth { continue }
            }
            isChanged = true
            let text =
                if let previous, previous.key == section.key { previous.text } else {
                    try textID(of: record, at: position, key: section.key, connection)
                }
            guard let previous else {
                try insertRow(file: file, ordinal: step.ordinal, depth: section.depth, text: text)
                continue
            }
            update.bind(1, step.ordinal)
            update.bind(2, section.depth)
            update.bind(3, text)
            update.bind(4, previous.id)
            try update.run()
            if text != previous.text { texts.release(previous.text) }
        }
        return isChanged
    }

    /// Removes all sections of a file.
    mutating func remove(file: Int64) throws(SkillSplitError) {
        for section in try stored(in: file) { texts.release(section.text) }
        deleteAll.bind(1, file)
        try deleteAll.run()
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
        if isForeign { texts.forget() }
    }

    private func stored(in file: Int64) throws(SkillSplitError) -> [SectionPlan.Old] {
        var sections: [SectionPlan.Old] = []
        var builder = OutlineBuilder()
        load.bind(1, file)
        try load.forEachRow { row throws(SkillSplitError) in
            let kind = Section.Kind(rawValue: row.text(5))
            let depth = row.int(2)
            sections.append(
                SectionPlan.Old(
                    id: row.int64(0),
                    ordinal: row.int64(1),
                    depth: depth,
                    text: row.int64(3),
                    key: row.uint128(4),
                    kind: kind,
                    address: builder.place(kind: kind, title: row.text(6), depth: depth).address
                )
            )
        }
        return sections
    }

    private mutating func key(of record: Record, at position: Int) -> UInt128 {
        key(
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

    private mutating func insertRow(file: Int64, ordinal: Int64, depth: Int, text: Int64) throws(SkillSplitError) {
        if nextID == nil {
            nextID = try loadNextID.firstRow { row throws(SkillSplitError) in row.int64(0) }
            storedNextID = nextID
        }
        let id = nextID ?? 1
        nextID = id + 1
        insert.bind(1, id)
        insert.bind(2, file)
        insert.bind(3, ordinal)
        insert.bind(4, depth)
        insert.bind(5, text)
        try insert.run()
    }
}
