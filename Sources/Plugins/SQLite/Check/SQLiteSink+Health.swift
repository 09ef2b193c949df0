import CSQLite
import CZlib
public import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension SQLiteSink: SystemDependent {
    public static func requirements() async -> [HealthCheck] {
        let version = String(cString: sqlite3_libversion())
        let sqlite =
            sqlite3_compileoption_used("ENABLE_FTS5") != 0
            ? HealthCheck("SQLite", .ok, version)
            : HealthCheck(
                "SQLite",
                .fail,
                "\(version) was built without FTS5, so nothing can be searched",
                remedy: "Install a build with it: Debian's libsqlite3-0, or Homebrew's sqlite."
            )
        return [sqlite, HealthCheck("zlib", .ok, String(cString: zlibVersion()))]
    }
}

extension SQLiteSink: HealthReporting {
    /// Looks at the file, who may read it, its schema, its pages and its index; a full check is `fsck`.
    public func examine() async -> [HealthCheck] {
        guard DiskFile.exists(file.path) else {
            return [
                HealthCheck(
                    "library",
                    .warn,
                    "there is none at '\(file.path)'",
                    remedy: "Create it with 'skill-split ingest PATH', or name another with --library."
                )
            ]
        }
        var checks = [permissions()]
        do throws(SkillSplitError) {
            let connection = try file.openForReading()
            checks.append(try content(connection))
            checks.append(try pages(connection))
            checks.append(try index(connection))
        } catch {
            checks.append(HealthCheck("library", failure: error))
        }
        return checks
    }

    private func permissions() -> HealthCheck {
        var status = stat()
        guard stat(file.path, &status) == 0 else {
            return HealthCheck(
                "permissions",
                .fail,
                "'\(file.path)' cannot be looked at: \(String(cString: strerror(errno)))",
                remedy: "Make the folders above it accessible."
            )
        }
        let mode = String(status.st_mode & 0o777, radix: 8)
        if status.st_mode & 0o077 != 0 {
            return HealthCheck(
                "permissions",
                .warn,
                "others may read '\(file.path)' (mode \(mode))",
                remedy: "Run 'chmod 600' on it, unless it is meant to be shared."
            )
        }
        guard access(file.path, W_OK) == 0 else {
            return HealthCheck(
                "permissions",
                .warn,
                "'\(file.path)' can be read but not written",
                remedy: "Make it writable to ingest into it."
            )
        }
        return HealthCheck("permissions", .ok, "only its owner reads '\(file.path)' (mode \(mode))")
    }

    private func content(_ connection: borrowing Connection) throws(SkillSplitError) -> HealthCheck {
        let files = try connection.integer("SELECT count(*) FROM files")
        let sections = try connection.integer("SELECT count(*) FROM sections")
        let pages = try connection.integer("PRAGMA page_count")
        let size = try pages * connection.integer("PRAGMA page_size")
        let damaged = try connection.integer("SELECT count(*) FROM files WHERE is_damaged")
        let detail = "\(files) files, \(sections) sections, \(size) bytes, schema \(Migrator.latestVersion)"
        guard damaged > 0 else { return HealthCheck("library", .ok, detail) }
        return HealthCheck(
            "library",
            .warn,
            "\(detail); \(damaged) files are marked as damaged",
            remedy: "Run 'skill-split fsck', which says what to ingest again."
        )
    }

    private func pages(_ connection: borrowing Connection) throws(SkillSplitError) -> HealthCheck {
        let said = try connection.prepare("PRAGMA quick_check(1)").firstRow { row throws(SkillSplitError) in row.text(0)
        }
        if said == "ok" { return HealthCheck("database", .ok, "its pages are sound") }
        return HealthCheck(
            "database",
            .fail,
            said ?? "it cannot be checked",
            remedy: "Run 'skill-split fsck --repair'; else restore a backup."
        )
    }

    private func index(_ connection: borrowing Connection) throws(SkillSplitError) -> HealthCheck {
        let texts = try connection.integer("SELECT count(*) FROM texts")
        let indexed = try connection.integer("SELECT count(*) FROM sections_fts_docsize")
        if texts == indexed { return HealthCheck("search index", .ok, "\(indexed) texts") }
        return HealthCheck(
            "search index",
            .fail,
            "it holds \(indexed) of \(texts) texts, so searches miss some or find what is gone",
            remedy: "Run 'skill-split fsck --repair'."
        )
    }
}
