import SkillSplitHost

/// Checkouts as rows.
enum CheckoutRow {
    static let columns = """
        id, path, address, strips_headings, kind, library, target, user, checked_out_at, staged, device, inode,
        settings_path, settings_plugin, settings_inserted, settings_replaced, settings_created
        """

    /// The checkout of a row of ``columns``, without its files.
    static func read(_ row: Statement) throws(SkillSplitError) -> Checkout {
        Checkout(
            id: Checkout.ID(rawValue: row.text(0)),
            source: CheckoutSource(
                path: try DocumentPath(row.bytes(1)),
                address: row.optionalText(2),
                stripsHeadings: row.int(3) != 0
            ),
            kind: ComponentKind(rawValue: row.text(4)),
            library: row.optionalText(5),
            target: row.bytes(6),
            user: row.text(7),
            startedAt: row.int64(8),
            files: [],
            placement: row.optionalBytes(9).map { Placement(staged: $0, identity: identity(row)) },
            settings: row.optionalBytes(12).map { path in
                SettingsEdit(
                    path: path,
                    plugin: row.text(13),
                    inserted: row.text(14),
                    replaced: row.text(15),
                    createdFile: row.int(16) != 0
                )
            }
        )
    }

    static func bind(_ checkout: Checkout, to statement: Statement) {
        statement.bind(1, checkout.id.rawValue)
        statement.bindText(2, checkout.source.path.bytes)
        statement.bind(3, checkout.source.address)
        statement.bind(4, checkout.source.stripsHeadings ? 1 : 0)
        statement.bind(5, checkout.kind.rawValue)
        statement.bind(6, checkout.library)
        statement.bind(7, checkout.target)
        statement.bind(8, checkout.user)
        statement.bind(9, checkout.startedAt)
        statement.bind(10, checkout.placement?.staged)
        // SQLite has no unsigned integers; the bits come back as they went.
        statement.bind(11, (checkout.placement?.identity).map { Int64(bitPattern: $0.device) })
        statement.bind(12, (checkout.placement?.identity).map { Int64(bitPattern: $0.inode) })
        statement.bind(13, checkout.settings?.path)
        statement.bind(14, checkout.settings?.plugin)
        statement.bind(15, checkout.settings?.inserted)
        statement.bind(16, checkout.settings?.replaced)
        statement.bind(17, (checkout.settings?.createdFile).map { $0 ? 1 : 0 })
    }

    static func readFile(_ row: Statement) throws(SkillSplitError) -> CheckedOutFile {
        guard let hash = ContentHash(row.bytes(2)) else {
            throw SkillSplitError(
                .corrupt,
                "the library's note of a file that was checked out has no hash",
                remedy: "Run 'skill-split fsck'."
            )
        }
        let sections = row.bytes(5)
        return CheckedOutFile(
            relativePath: row.bytes(0),
            path: try DocumentPath(row.bytes(1)),
            hash: hash,
            permissions: UInt16(truncatingIfNeeded: row.int(3)),
            linkTarget: row.optionalBytes(4),
            sections: stride(from: 0, to: sections.count - 15, by: 16).compactMap { start in
                SectionHash(sections[start..<(start + 16)])
            }
        )
    }

    private static func identity(_ row: Statement) -> FileIdentity? {
        guard !row.isNull(10) else { return nil }
        return FileIdentity(
            device: UInt64(bitPattern: row.int64(10)),
            inode: UInt64(bitPattern: row.int64(11))
        )
    }
}
