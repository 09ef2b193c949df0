import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Makes the files of a checkout where nothing stood.
///
/// Everything is made anew in folders that were made anew, never through a link and never over what is there, so that
/// nothing is written elsewhere whatever a stored path says. Two paths that the file system takes for one are an error.
struct TreeBuilder {
    let path: [UInt8]
    let isFolder: Bool
    let files: [BuiltFile]

    /// Makes the folder, or the empty file, or the link.
    func makeRoot() throws(SkillSplitError) -> FileIdentity {
        do throws(SystemFailure) {
            return try path.withCString { pointer throws(SystemFailure) in
                if isFolder {
                    _ = try SystemFailure.check { mkdir(pointer, 0o777) }
                } else if let link = files.first?.linkTarget {
                    try link.withCString { target throws(SystemFailure) in
                        _ = try SystemFailure.check { symlink(target, pointer) }
                    }
                } else {
                    let file = try SystemFailure.check {
                        open(pointer, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
                    }
                    close(file)
                }
                return FileIdentity(try FileStamp.of(pointer, in: AT_FDCWD))
            }
        } catch {
            throw error.unwritable(path)
        }
    }

    /// Writes what belongs into the root.
    func fill() throws(SkillSplitError) {
        guard isFolder else {
            guard let file = files.first, file.linkTarget == nil else { return }
            do throws(SystemFailure) {
                let descriptor = try path.withCString { pointer throws(SystemFailure) in
                    try SystemFailure.check { open(pointer, O_WRONLY | O_NOFOLLOW | O_CLOEXEC) }
                }
                return try FileBytes.complete(descriptor, file.bytes, permissions: file.permissions)
            } catch {
                throw error.unwritable(path)
            }
        }
        let cursor = FolderCursor(try IngestRoot(path))
        var made: Set<ArraySlice<UInt8>> = []
        for file in files {
            do throws(SystemFailure) {
                try make(file, cursor, &made)
            } catch {
                throw error.code == EEXIST
                    ? .collides(file.relativePath) : error.unwritable(path + [.slash] + file.relativePath)
            }
        }
    }

    private func make(
        _ file: BuiltFile,
        _ cursor: FolderCursor,
        _ made: inout Set<ArraySlice<UInt8>>
    ) throws(SystemFailure) {
        let relative = file.relativePath
        for end in relative.indices where relative[end] == .slash && !made.contains(relative[..<end]) {
            let parent = try cursor.open(relative[..<end].folder)
            try Array(relative[..<end].lastSegment).withCString { name throws(SystemFailure) in
                _ = try SystemFailure.check { mkdirat(parent, name, 0o777) }
            }
            made.insert(relative[..<end])
        }
        let folder = try cursor.open(relative[...].folder)
        try Array(relative[...].lastSegment).withCString { name throws(SystemFailure) in
            if let link = file.linkTarget {
                try link.withCString { target throws(SystemFailure) in
                    _ = try SystemFailure.check { symlinkat(target, folder, name) }
                }
                return
            }
            let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
            let descriptor = try SystemFailure.check { openat(folder, name, flags, 0o600) }
            try FileBytes.complete(descriptor, file.bytes, permissions: file.permissions)
        }
    }
}

/// A file or link that is to be made.
struct BuiltFile {
    /// Below the root, with `/` between; empty for the root itself.
    let relativePath: [UInt8]
    /// Empty for a link.
    let bytes: [UInt8]
    let permissions: UInt16
    let linkTarget: [UInt8]?
}

extension SkillSplitError {
    fileprivate static func collides(_ path: [UInt8]) -> Self {
        SkillSplitError(
            .conflict,
            "the target cannot hold '\(PathText.display(path))' beside another file of the component",
            remedy: "Rename one of them in the library so that they differ in more than case or the form of accents, "
                + "and so that neither is a folder of the other."
        )
    }
}
