import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folder that an export writes below, held open.
///
/// Each parent folder of a file is opened from the one above it and never through a link, so that nothing outside the
/// target is written whatever a stored path says and whatever stands in the target.
struct TargetFolder: ~Copyable, Sendable {
    let path: String
    private let descriptor: Int32

    /// Opens `path`, and makes it and its parents where they are missing.
    init(_ path: String) throws(SkillSplitError) {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for segment in path.split(separator: "/") {
            prefix += segment + "/"
            if mkdir(prefix, 0o777) != 0, errno != EEXIST, errno != EISDIR { throw .unwritable(path, errno) }
        }
        let opened = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else { throw .unwritable(path, errno) }
        self.path = path
        descriptor = opened
    }

    deinit {
        close(descriptor)
    }

    /// Calls `body` with the folder that holds `file` and the file's name, making folders where they are missing.
    func withParent<T>(
        of file: DocumentPath,
        _ body: (_ folder: Int32, _ name: [CChar]) throws(SkillSplitError) -> T
    ) throws(SkillSplitError) -> T {
        var folder = descriptor
        defer { if folder != descriptor { close(folder) } }
        let segments = file.segments
        for segment in segments.dropLast() {
            let name = Self.name(segment)
            if mkdirat(folder, name, 0o777) != 0, errno != EEXIST { throw .unwritable("\(file)", errno) }
            let next = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard next >= 0 else { throw .unwritable("\(file)", errno) }
            if folder != descriptor { close(folder) }
            folder = next
        }
        return try body(folder, Self.name(segments.last ?? []))
    }

    /// Calls `body` with the target itself.
    func withSelf<T>(_ body: (Int32) throws(SkillSplitError) -> T) throws(SkillSplitError) -> T {
        try body(descriptor)
    }

    private static func name(_ segment: ArraySlice<UInt8>) -> [CChar] {
        segment.map { CChar(bitPattern: $0) } + [0]
    }
}

extension SkillSplitError {
    static func unwritable(_ path: String, _ error: Int32) -> SkillSplitError {
        SkillSplitError(
            .unwritable,
            "cannot write '\(path)'",
            remedy: error == ELOOP || error == ENOTDIR
                ? "A link or a file stands where a folder is needed; take it away."
                : "Check the folder's permissions and the space on its disk.",
            cause: String(cString: strerror(error))
        )
    }

    static func edited(_ path: DocumentPath) -> SkillSplitError {
        SkillSplitError(
            .conflict,
            "'\(path)' in the target is not what skill-split wrote there",
            remedy: "Move it away, or replace it with ?overwrite=true behind the folder's name."
        )
    }
}
