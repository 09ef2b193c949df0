public import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension SQLiteSession: SyncBaseStore {
    public func holdStill() async throws(SkillSplitError) {
        try await beginWriting()
    }

    public func syncBase(with remote: String) async throws(SkillSplitError) -> [FingerprintedFile] {
        let query = try connection.statement("SELECT path, fingerprint FROM sync_base WHERE remote = ? ORDER BY path")
        query.bind(1, remote)
        var files: [FingerprintedFile] = []
        try query.forEachRow { row throws(SkillSplitError) in
            files.append(
                FingerprintedFile(path: try DocumentPath(row.bytes(0)), fingerprint: FileFingerprint(row.uint128(1)))
            )
        }
        return files
    }

    public func baseSections(
        of path: DocumentPath,
        with remote: String
    ) async throws(SkillSplitError) -> [SectionHash]? {
        let query = try connection.statement("SELECT sections FROM sync_base WHERE remote = ? AND path = ?")
        query.bind(1, remote)
        query.bindText(2, path.bytes)
        let bytes = try query.firstRow { row throws(SkillSplitError) in row.bytes(0) }
        return bytes.map { bytes in
            stride(from: 0, to: bytes.count - 15, by: 16).compactMap { SectionHash(bytes[$0..<($0 + 16)]) }
        }
    }

    public func agree(with remote: String, on files: [SyncAgreement]) async throws(SkillSplitError) {
        guard !files.isEmpty else { return }
        try await beginWriting()
        for file in files {
            guard let fingerprint = file.fingerprint else {
                let delete = try connection.statement("DELETE FROM sync_base WHERE remote = ? AND path = ?")
                delete.bind(1, remote)
                delete.bindText(2, file.path.bytes)
                try delete.run()
                continue
            }
            let insert = try connection.statement("INSERT OR REPLACE INTO sync_base VALUES (?, ?, ?, ?, ?)")
            insert.bind(1, remote)
            insert.bindText(2, file.path.bytes)
            insert.bind(3, fingerprint.value)
            insert.bind(4, file.sections.flatMap(\.bytes))
            insert.bind(5, Int64(time(nil)))
            try insert.run()
        }
    }

    public func keep(_ version: LosingVersion) async throws(SkillSplitError) {
        try await beginWriting()
        let insert = try connection.statement(
            "INSERT OR IGNORE INTO losing_versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        insert.bind(1, version.id)
        insert.bindText(2, version.path.bytes)
        insert.bind(3, version.remote)
        insert.bind(4, version.wasLocal ? 1 : 0)
        insert.bind(5, version.kind.rawValue)
        insert.bind(6, Int(version.permissions))
        insert.bind(7, version.linkTarget)
        insert.bind(8, version.keptAt)
        insert.bind(9, version.content)
        try insert.run()
    }

    public func losingVersions() async throws(SkillSplitError) -> [LosingVersion] {
        let query = try connection.statement(
            """
            SELECT id, path, remote, was_local, kind, permissions, link_target, kept_at, content
            FROM losing_versions ORDER BY kept_at DESC, id
            """
        )
        var versions: [LosingVersion] = []
        try query.forEachRow { row throws(SkillSplitError) in
            versions.append(
                LosingVersion(
                    id: row.text(0),
                    path: try DocumentPath(row.bytes(1)),
                    remote: row.text(2),
                    wasLocal: row.int(3) == 1,
                    kind: ComponentKind(rawValue: row.text(4)),
                    permissions: UInt16(truncatingIfNeeded: row.int(5)),
                    linkTarget: row.optionalBytes(6),
                    content: row.bytes(8),
                    keptAt: row.int(7)
                )
            )
        }
        return versions
    }

    public func forget(losingVersion id: String) async throws(SkillSplitError) {
        try await beginWriting()
        let delete = try connection.statement("DELETE FROM losing_versions WHERE id = ?")
        delete.bind(1, id)
        try delete.run()
    }
}

extension SQLiteSession: DatedLibrary {
    public func changeTime(of path: DocumentPath) async throws(SkillSplitError) -> Int? {
        let query = try connection.statement("SELECT updated_at FROM files WHERE path = ?")
        query.bindText(1, path.bytes)
        return try query.firstRow { row throws(SkillSplitError) in row.int(0) }
    }
}
