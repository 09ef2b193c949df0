import CSQLite
public import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Turns result codes of SQLite into errors that say what to do.
struct ErrorContext: Sendable {
    let path: String
    /// In seconds.
    let patience: Int

    /// The error of `code`, with what `database` says of it.
    func error(_ code: Int32, on database: OpaquePointer?) -> SkillSplitError {
        let said = database.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
        let reason = systemError(behind: code, on: database)
        let cause = "SQLite: \(said) (code \(code)\(reason.map { ", \(String(cString: strerror($0)))" } ?? ""))"
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED:
            return busy(cause: cause)
        case SQLITE_FULL:
            return full(cause: cause)
        case SQLITE_IOERR where reason == ENOSPC || reason == EDQUOT:
            return full(cause: cause)
        case SQLITE_CORRUPT:
            return SkillSplitError(
                .corrupt,
                "the library '\(path)' is damaged",
                remedy: "Run 'skill-split fsck --repair'; where that does not help, restore a backup or ingest anew.",
                cause: cause
            )
        case SQLITE_NOTADB:
            return .notALibrary(path, cause: cause)
        case SQLITE_READONLY:
            return SkillSplitError(
                .unwritable,
                "the library '\(path)' cannot be written",
                remedy: "Make the file and its folder writable, or name another library.",
                cause: cause
            )
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH:
            return SkillSplitError(
                .unreadable,
                "the library '\(path)' cannot be opened",
                remedy: "Check that the file and its folder exist and that you may read and write them.",
                cause: cause
            )
        case SQLITE_IOERR:
            return SkillSplitError(
                .unwritable,
                "reading or writing the library '\(path)' failed",
                remedy: "Check the disk and its free space, then run 'skill-split fsck'.",
                cause: cause
            )
        case SQLITE_TOOBIG, SQLITE_NOMEM:
            return SkillSplitError(
                .limit,
                "a value is too large for the library '\(path)'",
                remedy: "SQLite stores at most 1,000,000,000 bytes in one section; leave the file out.",
                cause: cause
            )
        default:
            return SkillSplitError(
                .sqlite,
                "SQLite refused an operation on '\(path)'",
                remedy: "Run 'skill-split fsck'; if it finds nothing, report this with the command that you ran.",
                cause: cause
            )
        }
    }

    /// What the system said to SQLite, which tells of a full disk only where it writes the database itself.
    private func systemError(behind code: Int32, on database: OpaquePointer?) -> Int32? {
        guard let database, [SQLITE_IOERR, SQLITE_CANTOPEN].contains(code & 0xFF) else { return nil }
        let reason = sqlite3_system_errno(database)
        return reason == 0 ? nil : reason
    }

    private func full(cause: String) -> SkillSplitError {
        SkillSplitError(
            .unwritable,
            "the disk that holds the library '\(path)' is full",
            remedy: "Free some space and run the command again; the library is as it was before.",
            cause: cause
        )
    }

    func busy(cause: String? = nil) -> SkillSplitError {
        SkillSplitError(
            .busy,
            "another process is writing the library '\(path)'; waited \(patience) seconds",
            remedy: "Try again when it is done, or wait longer with sqlite:PATH?busy=SECONDS.",
            cause: cause
        )
    }
}

extension SkillSplitError.Code {
    /// SQLite reported something that no other code covers.
    public static let sqlite = SkillSplitError.Code(rawValue: "sqlite")
}

extension SkillSplitError {
    static func notALibrary(_ path: String, cause: String? = nil) -> SkillSplitError {
        SkillSplitError(
            .incompatible,
            "'\(path)' is not a library of skill-split",
            remedy:
                "Name another file; 'skill-split ingest' creates a library, and imports one of the original program.",
            cause: cause
        )
    }
}
