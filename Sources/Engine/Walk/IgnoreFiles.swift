import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads ignore files; none is followed where it is a link, as git has it.
enum IgnoreFiles {
    static let gitName: StaticString = ".gitignore"
    static let ownName: StaticString = ".skillsplitignore"
    /// In bytes; a larger ignore file is reported and not obeyed.
    static let sizeLimit = 1 << 20

    /// The rules of the ignore file `name` in the folder `descriptor`; `nil` where there is none, or an empty one.
    static func read(_ name: StaticString, in descriptor: Int32) throws(SystemFailure) -> IgnoreRules? {
        guard let bytes = try bytes(of: name, in: descriptor) else { return nil }
        let rules = IgnoreRules(bytes)
        return rules.isEmpty ? nil : rules
    }

    /// The rules of `info/exclude` of the repository whose top folder is `descriptor`.
    ///
    /// A `.git` that is a file points elsewhere, where an ingested tree must not make us read.
    static func repositoryExcludes(in descriptor: Int32) -> IgnoreRules? {
        var current = descriptor
        defer { if current != descriptor { close(current) } }
        for folder in [".git", "info"] {
            let next = openat(current, folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard next >= 0 else { return nil }
            if current != descriptor { close(current) }
            current = next
        }
        return try? read("exclude", in: current)
    }

    /// Whether the folder `descriptor`, which holds a `.git`, is the top of a repository.
    static func isRepository(_ descriptor: Int32) -> Bool {
        faccessat(descriptor, ".git/HEAD", F_OK, 0) == 0
            || (try? FileStamp.of(".git", in: descriptor).type) == .file
    }

    private static func bytes(of name: StaticString, in folder: Int32) throws(SystemFailure) -> [UInt8]? {
        let pointer = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
        let descriptor: Int32
        do throws(SystemFailure) {
            descriptor = try SystemFailure.check {
                openat(folder, pointer, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            }
        } catch  where error.code == ENOENT || error.code == ELOOP {
            return nil
        }
        defer { close(descriptor) }
        guard try FileStamp.of(descriptor).type == .file else { return nil }
        let bytes = try FileBytes.readAll(descriptor, expecting: 0, limit: sizeLimit + 1)
        guard bytes.count <= sizeLimit else { throw SystemFailure(code: EFBIG) }
        return bytes
    }
}
