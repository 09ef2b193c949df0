import SkillSplitHost

/// Stores texts, each once, and keeps the search index in step.
///
/// The index takes its rows in ascending order: an id below the last one makes FTS5 write a segment at once. New texts
/// come in order by themselves; those that no section uses any more are therefore taken out together, before the
/// commit.
struct TextStore {
    private let find: Statement
    private let insert: Statement
    private let index: Statement
    private let isUsed: Statement
    private let unindex: Statement
    private let delete: Statement
    /// Ids by key, so that the copies of a plugin cost no look-up in a tree.
    private var known: [UInt128: Int64] = [:]
    private var released: Set<Int64> = []

    /// Bounds the memory of `known` to some 20 MB.
    private static let knownLimit = 400_000

    init(_ connection: borrowing Connection) throws(SkillSplitError) {
        find = try connection.prepare("SELECT id FROM texts WHERE key = ?")
        insert = try connection.prepare(
            """
            INSERT INTO texts (key, hash, kind, level, title, name, description, newlines, edges, content)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
            """
        )
        index = try connection.prepare(
            "INSERT INTO sections_fts (rowid, title, name, description, content) VALUES (?, ?, ?, ?, ?)"
        )
        isUsed = try connection.prepare("SELECT 1 FROM sections WHERE text_id = ? LIMIT 1")
        unindex = try connection.prepare(
            """
            INSERT INTO sections_fts (sections_fts, rowid, title, name, description, content)
            SELECT 'delete', id, title, name, description, content FROM indexed_texts WHERE id = ?
            """
        )
        delete = try connection.prepare("DELETE FROM texts WHERE id = ?")
    }

    /// The id of the text with `key`; stores and indexes it where it is new.
    mutating func id(
        _ key: UInt128,
        of section: Section,
        hash: SectionHash,
        metadata: Metadata?,
        in source: SourceBuffer,
        _ connection: borrowing Connection
    ) throws(SkillSplitError) -> Int64 {
        if let id = known[key] { return id }
        let id = try store(key, section, hash, metadata, source[section.range], connection)
        if known.count >= Self.knownLimit { known.removeAll(keepingCapacity: true) }
        known[key] = id
        return id
    }

    private func store(
        _ key: UInt128,
        _ section: Section,
        _ hash: SectionHash,
        _ metadata: Metadata?,
        _ content: ArraySlice<UInt8>,
        _ connection: borrowing Connection
    ) throws(SkillSplitError) -> Int64 {
        try content.withUnsafeBufferPointer { bytes throws(SkillSplitError) in
            let endings = LineEndings(of: bytes)
            insert.bind(1, key)
            insert.bind(2, hash.value)
            insert.bind(3, section.kind.rawValue)
            insert.bind(4, section.headingLevel.map(Int64.init))
            insert.bind(5, section.title)
            insert.bind(6, metadata?.name)
            insert.bind(7, metadata?.description)
            insert.bind(8, endings.inner)
            insert.bind(9, endings.edges)
            insert.bindBorrowed(10, blob: bytes)
            // The conflict costs no look-up of its own: in a bulk load nearly all keys that are not known are new.
            try insert.run()
            if connection.changes == 0 {
                find.bind(1, key)
                return try find.firstRow { row throws(SkillSplitError) in row.int64(0) } ?? 0
            }
            let id = connection.lastInsertedRow
            index.bind(1, id)
            index.bind(2, section.title)
            index.bind(3, metadata?.name)
            index.bind(4, metadata?.description)
            if section.kind.isIndexed { index.bindBorrowed(5, text: bytes) } else { index.bindNull(5) }
            try index.run()
            return id
        }
    }

    /// Notes that a section stopped using the text.
    mutating func release(_ id: Int64) {
        released.insert(id)
    }

    /// Takes the texts that were released and that no section uses out of the library and its index.
    mutating func removeUnused() throws(SkillSplitError) {
        guard !released.isEmpty else { return }
        for id in released.sorted() {
            isUsed.bind(1, id)
            if try isUsed.firstRow({ _ throws(SkillSplitError) in true }) != nil { continue }
            unindex.bind(1, id)
            try unindex.run()
            delete.bind(1, id)
            try delete.run()
        }
        released.removeAll()
        // Which keys they had is not known here; another process may remove texts as well.
        known.removeAll(keepingCapacity: true)
    }

    /// Forgets what may no longer be so: after a rollback, or when another process wrote.
    mutating func forget() {
        known.removeAll(keepingCapacity: true)
        released.removeAll()
    }
}

extension Section.Kind {
    /// Whether content of the kind is searched; the view `indexed_texts` says the same.
    var isIndexed: Bool { self != .frontMatter && self != .bytes }
}
