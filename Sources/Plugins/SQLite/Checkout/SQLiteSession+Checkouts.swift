public import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension SQLiteSession: CheckoutStore {
    public func checkouts() async throws(SkillSplitError) -> [Checkout] {
        let query = try connection.statement(
            """
            SELECT \(CheckoutRow.columns) FROM checkouts WHERE returned_at IS NULL ORDER BY target, checked_out_at, id
            """
        )
        var checkouts: [Checkout] = []
        try query.forEachRow { row throws(SkillSplitError) in checkouts.append(try CheckoutRow.read(row)) }
        let files = try connection.statement(
            """
            SELECT relative_path, path, hash, permissions, link_target, sections FROM checkout_files
            WHERE checkout_id = ? ORDER BY relative_path
            """
        )
        for index in checkouts.indices {
            files.bind(1, checkouts[index].id.rawValue)
            try files.forEachRow { row throws(SkillSplitError) in
                checkouts[index].files.append(try CheckoutRow.readFile(row))
            }
        }
        return checkouts
    }

    public func put(_ checkout: Checkout) async throws(SkillSplitError) {
        try await beginWriting()
        let insert = try connection.statement(
            """
            INSERT OR REPLACE INTO checkouts (\(CheckoutRow.columns))
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        CheckoutRow.bind(checkout, to: insert)
        try insert.run()
        try removeFiles(of: checkout.id)
        let file = try connection.statement("INSERT INTO checkout_files VALUES (?, ?, ?, ?, ?, ?, ?)")
        for each in checkout.files {
            file.bind(1, checkout.id.rawValue)
            file.bind(2, each.relativePath)
            file.bindText(3, each.path.bytes)
            file.bind(4, each.hash.bytes)
            file.bind(5, Int(each.permissions))
            file.bind(6, each.linkTarget)
            file.bind(7, each.sections.flatMap(\.bytes))
            try file.run()
        }
    }

    public func end(_ checkout: Checkout.ID) async throws(SkillSplitError) {
        try await beginWriting()
        let update = try connection.statement(
            "UPDATE checkouts SET returned_at = ? WHERE id = ? AND returned_at IS NULL"
        )
        update.bind(1, Int64(time(nil)))
        update.bind(2, checkout.rawValue)
        try update.run()
        try removeFiles(of: checkout)
    }

    public func deploymentPath(of kind: ComponentKind) async throws(SkillSplitError) -> String? {
        let query = try connection.statement("SELECT path FROM deployment_paths WHERE kind = ?")
        query.bind(1, kind.rawValue)
        return try query.firstRow { row throws(SkillSplitError) in row.text(0) }
    }

    private func removeFiles(of checkout: Checkout.ID) throws(SkillSplitError) {
        let delete = try connection.statement("DELETE FROM checkout_files WHERE checkout_id = ?")
        delete.bind(1, checkout.rawValue)
        try delete.run()
    }
}
