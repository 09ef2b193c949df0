import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why something could not be written.
struct TargetFailure: Error {
    let error: SkillSplitError
    /// Whether it is about one path, so that the next record may do better; `false` for a full disk.
    let isAboutOnePath: Bool

    private init(_ error: SkillSplitError, isAboutOnePath: Bool = true) {
        self.error = error
        self.isAboutOnePath = isAboutOnePath
    }

    /// What the system answered, an `errno` value, about `path`.
    static func system(_ code: Int32, _ path: String) -> TargetFailure {
        let onePath = [ELOOP, ENOTDIR, EEXIST, EISDIR, ENAMETOOLONG, EILSEQ, EINVAL, EACCES, EPERM]
        return TargetFailure(
            SkillSplitError(
                .unwritable,
                "cannot write '\(path)'",
                remedy: remedy(for: code),
                cause: String(cString: strerror(code))
            ),
            isAboutOnePath: onePath.contains(code)
        )
    }

    private static func remedy(for code: Int32) -> String {
        switch code {
        case ELOOP, ENOTDIR, EEXIST: "A link or a file stands where a folder is needed; take it away."
        case EISDIR: "A folder stands where a file is needed; take it away."
        case ENOSPC, EDQUOT: "Make room on the disk and run again; what is written already is passed over."
        case ENAMETOOLONG, EILSEQ, EINVAL: "The target's file system cannot hold this name; use another one."
        case EROFS: "The target's file system is read-only; write elsewhere."
        default: "Check the permissions of the target and of the folders in it."
        }
    }

    static func busy(_ path: String) -> TargetFailure {
        TargetFailure(
            SkillSplitError(
                .busy,
                "another run writes to '\(path)'",
                remedy: "Try again when it has ended, or write to another folder."
            )
        )
    }

    /// The place has no room in a tree: its path breaks a rule.
    static func invalid(_ error: SkillSplitError) -> TargetFailure {
        TargetFailure(error)
    }

    static func reserved(_ document: DocumentPath) -> TargetFailure {
        TargetFailure(
            SkillSplitError(
                .invalidPath,
                "'\(document)' would stand where skill-split keeps its notes",
                remedy: "Export it without strip=collection, or under another name."
            )
        )
    }

    static func edited(_ place: TargetPlace) -> TargetFailure {
        TargetFailure(
            SkillSplitError(
                .conflict,
                "'\(place)' in the target is not what skill-split wrote there",
                remedy: "Move it away, or replace it with ?overwrite=true behind the folder's name."
            )
        )
    }

    static func blocked(_ place: TargetPlace) -> TargetFailure {
        TargetFailure(
            SkillSplitError(
                .conflict,
                "a folder or a special file stands in the target at '\(place)'",
                remedy: "Move it away."
            )
        )
    }

    static func taken(_ place: TargetPlace, by other: DocumentPath) -> TargetFailure {
        TargetFailure(
            SkillSplitError(
                .conflict,
                "'\(place)' in the target belongs to '\(other)'",
                remedy: "Write the collections into folders of their own, without strip=collection."
            )
        )
    }

    static func collides(_ place: TargetPlace, with other: TargetPlace) -> TargetFailure {
        TargetFailure(
            SkillSplitError(
                .conflict,
                "the target cannot hold '\(place)' beside '\(other)'",
                remedy: "Rename one of them so that they differ in more than case or the form of accents, and so that "
                    + "neither is a folder of the other."
            )
        )
    }
}
