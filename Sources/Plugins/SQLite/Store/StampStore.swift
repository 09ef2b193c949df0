import SkillSplitHost

/// Stores what `lstat` said of each file, beside the file and in its transaction.
struct StampStore {
    private let put: Statement
    private let remove: Statement

    init(_ connection: borrowing Connection) throws(SkillSplitError) {
        put = try connection.prepare(
            """
            INSERT INTO stat_cache (path, root_id, parser_id, device, inode, size, modified, changed, mode)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (path) DO UPDATE SET root_id = excluded.root_id, parser_id = excluded.parser_id,
                device = excluded.device, inode = excluded.inode, size = excluded.size,
                modified = excluded.modified, changed = excluded.changed, mode = excluded.mode
            WHERE (root_id, parser_id, device, inode, size, modified, changed, mode) IS NOT
                (excluded.root_id, excluded.parser_id, excluded.device, excluded.inode, excluded.size,
                 excluded.modified, excluded.changed, excluded.mode)
            """
        )
        remove = try connection.prepare("DELETE FROM stat_cache WHERE path = ?")
    }

    /// Stores the stamp; writes nothing where it is the stored one.
    func put(_ stamp: FileStamp?, path: DocumentPath, root: Int64, parser: Int64) throws(SkillSplitError) {
        put.bindText(1, path.bytes)
        put.bind(2, root)
        put.bind(3, parser)
        // SQLite has no unsigned integers; the bits come back as they went.
        put.bind(4, stamp.map { Int64(bitPattern: $0.device) })
        put.bind(5, stamp.map { Int64(bitPattern: $0.inode) })
        put.bind(6, stamp?.size)
        put.bind(7, stamp?.modified)
        put.bind(8, stamp?.changed)
        put.bind(9, stamp.map { Int64($0.mode) })
        try put.run()
    }

    func remove(_ path: DocumentPath) throws(SkillSplitError) {
        remove.bindText(1, path.bytes)
        try remove.run()
    }
}
