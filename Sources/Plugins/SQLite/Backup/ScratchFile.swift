import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that only this process writes until it is whole, then moved to where it belongs, or removed with the value.
///
/// It has a fixed name, so that what a killed process left behind is taken over by the next one and never piles up; a lock
/// keeps two processes that run at once apart.
struct ScratchFile: ~Copyable {
    let path: String
    private let descriptor: Int32

    /// Makes the file at `path`, empty and for its owner only.
    init(_ path: String) throws(SkillSplitError) {
        descriptor = try Self.openLocked(path)
        self.path = path
    }

    deinit {
        // Once it was moved, what stands there is another process's.
        if Self.isFile(descriptor, at: path) {
            for suffix in ["-wal", "-shm", "-journal", ""] { DiskFile.remove(path + suffix) }
        }
        close(descriptor)
    }

    /// Puts the file, which is whole, in place of what stands at `target`.
    consuming func move(to target: String) throws(SkillSplitError) {
        try DiskFile.move(path, to: target)
    }

    private static func openLocked(_ path: String) throws(SkillSplitError) -> Int32 {
        while true {
            let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw DiskFile.failure(.unwritable, "cannot write '\(path)'") }
            do throws(SkillSplitError) {
                guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .beingWritten(path) }
                // The process that had the lock may have moved the file away since it was opened.
                if isFile(descriptor, at: path) {
                    guard ftruncate(descriptor, 0) == 0 else {
                        let error = DiskFile.failure(.unwritable, "cannot write '\(path)'")
                        DiskFile.remove(path)
                        throw error
                    }
                    return descriptor
                }
            } catch {
                close(descriptor)
                throw error
            }
            close(descriptor)
        }
    }

    private static func isFile(_ descriptor: Int32, at path: String) -> Bool {
        var (opened, named) = (stat(), stat())
        return fstat(descriptor, &opened) == 0 && lstat(path, &named) == 0
            && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
    }
}

extension SkillSplitError {
    fileprivate static func beingWritten(_ path: String) -> SkillSplitError {
        SkillSplitError(.busy, "another process is writing '\(path)'", remedy: "Try again when it is done.")
    }
}
