import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The few calls of the system that a site needs.
enum FileSystem {
    /// The bytes of the file at `path`; `nil` where there is none.
    static func read(_ path: String) throws(SkillSplitError) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw failure("cannot read '\(path)'", errno)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure("cannot read '\(path)'", errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw failure("'\(path)' is not a file", EINVAL) }
        return try readAll(file, count: Int(status.st_size), at: 0, of: path)
    }

    /// `count` bytes of `file` from `offset`; fewer at its end.
    static func readAll(
        _ file: Int32,
        count: Int,
        at offset: Int,
        of path: String
    ) throws(SkillSplitError) -> [UInt8] {
        var problem: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let base = buffer.baseAddress {
                let got = pread(file, base + filled, count - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { problem = errno }
                if got <= 0 { break }
                filled += got
            }
        }
        guard problem == 0 else { throw failure("cannot read '\(path)'", problem) }
        return bytes
    }

    /// Puts `bytes` in a new file at `path`.
    static func write(_ bytes: [UInt8], to path: String) throws(SkillSplitError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failure("cannot write '\(path)'", errno) }
        let problem = append(bytes, to: file)
        guard close(file) == 0, problem == 0 else { throw failure("cannot write '\(path)'", problem) }
    }

    /// Writes all of `bytes`; gives the number of the system's error, 0 for none.
    static func append(_ bytes: [UInt8], to file: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count, let base = buffer.baseAddress {
                let written = systemWrite(file, base + done, buffer.count - done)
                if written < 0, errno == EINTR { continue }
                if written < 0 { return errno }
                done += written
            }
            return 0
        }
    }

    static func rename(_ source: String, to target: String) throws(SkillSplitError) {
        guard systemRename(source, target) == 0 else { throw failure("cannot write '\(target)'", errno) }
    }

    /// Removes a file; none is no error.
    static func remove(_ path: String) throws(SkillSplitError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("cannot remove '\(path)'", errno) }
    }

    /// Removes a folder that is empty; gives whether it went.
    static func removeFolder(_ path: String) -> Bool { rmdir(path) == 0 }

    /// Makes sure that there is a folder at `path`, in a folder that exists, and not a link to one.
    static func makeFolder(_ path: String) throws(SkillSplitError) {
        if mkdir(path, 0o755) == 0 { return }
        let problem = errno
        guard problem == EEXIST, size(of: path)?.isFolder == true else {
            throw failure("cannot make the folder '\(path)'", problem)
        }
    }

    /// Makes sure that there is a folder at `path`, as ``makeFolder(_:)``, and those that hold it.
    static func makeFolders(_ path: String) throws(SkillSplitError) {
        // What cannot be made shows when the last one is.
        for slash in path.indices.dropFirst() where path[slash] == "/" { _ = mkdir(String(path[..<slash]), 0o755) }
        try makeFolder(path)
    }

    /// The size of what is at `path`, without following a link; `nil` where there is nothing.
    static func size(of path: String) -> (bytes: Int, isFolder: Bool)? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        return (Int(status.st_size), status.st_mode & S_IFMT == S_IFDIR)
    }

    /// The files in `folder` and below it, by path from `root`; none where it cannot be listed.
    static func files(in folder: String, of root: String) -> [String] {
        guard let stream = opendir("\(root)/\(folder)") else { return [] }
        defer { closedir(stream) }
        var files: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != "..", let size = size(of: "\(root)/\(folder)/\(name)") else { continue }
            files += size.isFolder ? self.files(in: "\(folder)/\(name)", of: root) : ["\(folder)/\(name)"]
        }
        return files
    }

    /// A file without a name that goes away when it is closed.
    static func openSpool(in folder: String) throws(SkillSplitError) -> Int32 {
        let path = "\(folder)/.skill-split-spool-\(getpid())"
        _ = unlink(path)
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("cannot write in '\(folder)'", errno) }
        _ = unlink(path)
        return file
    }

    static func shut(_ file: Int32) { _ = close(file) }

    static func failure(_ message: String, _ code: Int32) -> SkillSplitError {
        SkillSplitError(
            .unwritable,
            message,
            remedy: "See that the site's folder is on a disk with room, that it may be written, and holds no links.",
            cause: String(cString: strerror(code))
        )
    }
}

// Methods of the enumeration have these names too.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int { write(file, bytes, count) }
private func systemRename(_ source: String, _ target: String) -> Int32 { rename(source, target) }
