public import SkillSplitHost

extension SQLiteSession: ChangeCache {
    public func stamps(collection: String, root: [UInt8]) async throws(SkillSplitError) -> [CachedStamp] {
        let parsers = try IdentityStore.parsers(connection)
        let query = try connection.statement(
            """
            SELECT path, parser_id, device, inode, size, modified, changed, mode FROM stat_cache
            WHERE path > ? AND path < ? AND root_id = (SELECT id FROM roots WHERE collection = ? AND path = ?)
            ORDER BY path
            """
        )
        query.bind(1, collection + "/")
        query.bind(2, collection + "0")
        query.bind(3, collection)
        query.bind(4, root)
        var stamps: [CachedStamp] = []
        try query.forEachRow { row throws(SkillSplitError) in
            guard let parser = parsers[row.int64(1)] else { return }
            let stamp =
                row.isNull(2)
                ? nil
                : FileStamp(
                    device: UInt64(bitPattern: row.int64(2)),
                    inode: UInt64(bitPattern: row.int64(3)),
                    size: row.int64(4),
                    modified: row.int64(5),
                    changed: row.int64(6),
                    mode: UInt32(truncatingIfNeeded: row.int64(7))
                )
            stamps.append(CachedStamp(path: try DocumentPath(row.bytes(0)), stamp: stamp, parser: parser))
        }
        return stamps
    }

    public func root(of collection: String) async throws(SkillSplitError) -> [UInt8]? {
        let query = try connection.statement(
            "SELECT path FROM roots WHERE collection = ? ORDER BY used DESC LIMIT 1"
        )
        query.bind(1, collection)
        return try query.firstRow { row throws(SkillSplitError) in row.bytes(0) }
    }
}
