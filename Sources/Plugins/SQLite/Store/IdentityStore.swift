import SkillSplitHost

/// Numbers parsers and ingested roots, so that the rows of files and stamps stay small.
struct IdentityStore {
    private let addParser: Statement
    private let findParser: Statement
    private let findRoot: Statement
    private let lastUse: Statement
    private let useRoot: Statement
    private var parsers: [ParserIdentity: Int64] = [:]
    /// The root that each collection was last read from.
    private var roots: [String: (path: [UInt8], id: Int64)] = [:]

    init(_ connection: borrowing Connection) throws(SkillSplitError) {
        addParser = try connection.prepare("INSERT INTO parsers (name, version, options) VALUES (?, ?, ?)")
        findParser = try connection.prepare("SELECT id FROM parsers WHERE name = ? AND version = ? AND options = ?")
        findRoot = try connection.prepare("SELECT id, used FROM roots WHERE collection = ? AND path = ?")
        lastUse = try connection.prepare("SELECT coalesce(max(used), 0) FROM roots WHERE collection = ?")
        useRoot = try connection.prepare(
            """
            INSERT INTO roots (collection, path, used) VALUES (?, ?, ?)
            ON CONFLICT (collection, path) DO UPDATE SET used = excluded.used
            """
        )
    }

    /// Every parser that the library knows, by its number.
    static func parsers(_ connection: borrowing Connection) throws(SkillSplitError) -> [Int64: ParserIdentity] {
        var parsers: [Int64: ParserIdentity] = [:]
        try connection.prepare("SELECT id, name, version, options FROM parsers").forEachRow {
            row throws(SkillSplitError) in
            parsers[row.int64(0)] = ParserIdentity(id: row.text(1), version: row.int(2), options: row.text(3))
        }
        return parsers
    }

    mutating func id(of parser: ParserIdentity, _ connection: borrowing Connection) throws(SkillSplitError) -> Int64 {
        if let id = parsers[parser] { return id }
        findParser.bind(1, parser.id)
        findParser.bind(2, parser.version)
        findParser.bind(3, parser.options)
        if let id = try findParser.firstRow({ row throws(SkillSplitError) in row.int64(0) }) {
            parsers[parser] = id
            return id
        }
        addParser.bind(1, parser.id)
        addParser.bind(2, parser.version)
        addParser.bind(3, parser.options)
        try addParser.run()
        parsers[parser] = connection.lastInsertedRow
        return connection.lastInsertedRow
    }

    /// The id of the folder that a collection is read from, which becomes the collection's last one.
    mutating func id(of root: [UInt8], collection: String) throws(SkillSplitError) -> Int64 {
        if let last = roots[collection], last.path == root { return last.id }
        lastUse.bind(1, collection)
        let last = try lastUse.firstRow { row throws(SkillSplitError) in row.int64(0) } ?? 0
        var found = try find(root, collection)
        if found == nil || found?.used != last {
            useRoot.bind(1, collection)
            useRoot.bind(2, root)
            useRoot.bind(3, last + 1)
            try useRoot.run()
            found = try find(root, collection)
        }
        let id = found?.id ?? 0
        roots[collection] = (root, id)
        return id
    }

    private func find(_ root: [UInt8], _ collection: String) throws(SkillSplitError) -> (id: Int64, used: Int64)? {
        findRoot.bind(1, collection)
        findRoot.bind(2, root)
        return try findRoot.firstRow { row throws(SkillSplitError) in (row.int64(0), row.int64(1)) }
    }

    /// Forgets what may no longer be so: after a rollback, or when another process wrote.
    mutating func forget() {
        parsers.removeAll()
        roots.removeAll()
    }
}
