import Crypto
public import SkillSplitHost

/// The database of the Python program of the same name: read, never written.
///
/// A row of `files` has the path, kind and front matter of a file, and the SHA-256 of its bytes; its `sections` are a tree
/// whose content was normalised. What can be rebuilt from them is proved by the hash.
struct OriginalStore: ForeignStore {
    private let file: LibraryFile

    /// The store in the file at `path`; `nil` where it is no SQLite database or has other tables.
    init?(path: String) throws(SkillSplitError) {
        guard try Self.isDatabase(path) else { return nil }
        file = LibraryFile(location: path, patience: 10)
        let connection = try file.openReadOnly()
        guard
            try connection.integer("PRAGMA application_id") == 0,
            try Self.columns(["path", "type", "frontmatter", "hash", "updated_at"], of: "files", connection),
            try Self.columns(
                ["file_id", "parent_id", "level", "title", "content", "order_index", "line_start"],
                of: "sections",
                connection
            )
        else { return nil }
    }

    private static func isDatabase(_ path: String) throws(SkillSplitError) -> Bool {
        guard DiskFile.isRegular(path) else { return false }
        var head: [UInt8] = []
        try DiskFile.forEachPiece(of: path, atMost: 16) { piece throws(SkillSplitError) in
            head.append(contentsOf: piece)
        }
        return head.elementsEqual("SQLite format 3\0".utf8)
    }

    private static func columns(
        _ names: [String],
        of table: String,
        _ connection: borrowing Connection
    ) throws(SkillSplitError) -> Bool {
        let list = names.map { "'\($0)'" }.joined(separator: ", ")
        return try connection.integer("SELECT count(*) FROM pragma_table_info('\(table)') WHERE name IN (\(list))")
            == names.count
    }

    func files() async throws(SkillSplitError) -> [ForeignFile] {
        let connection = try file.openReadOnly()
        var files: [ForeignFile] = []
        try connection.prepare("SELECT id, path FROM files ORDER BY updated_at, id").forEachRow {
            row throws(SkillSplitError) in
            files.append(ForeignFile(id: row.int64(0), path: row.bytes(1)))
        }
        return files
    }

    func content(of foreign: ForeignFile) async throws(SkillSplitError) -> [UInt8] {
        let connection = try file.openReadOnly()
        let stored = try OriginalFile(foreign.id, connection)
        guard let hash = stored.hash else {
            throw Self.lost(foreign, "the original program stored no hash of it")
        }
        var found: [UInt8]?
        OriginalRebuild(stored).forEachCandidate { candidate in
            if SHA256.hash(data: candidate).elementsEqual(hash) { found = candidate }
            return found == nil
        }
        if let found { return found }
        throw Self.lost(foreign, stored.likelyLoss)
    }

    private static func lost(_ file: ForeignFile, _ reason: String) -> SkillSplitError {
        SkillSplitError(
            .corrupt,
            "'\(PathText.display(file.path))' cannot be rebuilt byte for byte: \(reason)",
            remedy: "Ingest the file itself; the database of the original program does not hold all of it."
        )
    }
}

extension SQLiteSink: ForeignStoreReader {
    public static func foreignStore(at path: String) throws(SkillSplitError) -> (any ForeignStore)? {
        try OriginalStore(path: path)
    }
}
