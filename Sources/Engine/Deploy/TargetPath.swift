import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a checkout stands in the file system: one path for one place, however the user writes it.
enum TargetPath {
    /// The absolute path of `path`, without links in the folders above its last segment, which need not exist.
    ///
    /// - Parameters:
    ///   - path: As the user wrote it; `~` stands for `home`.
    ///   - home: The user's folder.
    /// - Returns: The path; its last segment is never `.` or `..`.
    /// - Throws: ``SkillSplitError`` with the code `usage` for a path that names no place.
    static func resolve(_ path: [UInt8], home: [UInt8]) throws(SkillSplitError) -> [UInt8] {
        guard !path.isEmpty, !path.contains(0) else { throw .noPlace(path) }
        var absolute = path
        if path.first == UInt8(ascii: "~"), path.count == 1 || path[1] == .slash {
            absolute = home + path.dropFirst()
        } else if path.first != .slash {
            absolute = try workingFolder() + [.slash] + path
        }
        var segments = absolute.split(separator: .slash).map(Array.init).filter { !$0.elementsEqual(".".utf8) }
        // A folder that exists may be named by its way through `..`.
        if segments.last?.isDotOrDots == true, let real = real(absolute) {
            segments = real.split(separator: .slash).map(Array.init)
        }
        guard let name = segments.popLast(), !name.isDotOrDots else { throw .noPlace(path) }
        var missing = [name]
        while true {
            let folder = segments.flatMap { [.slash] + $0 }
            if let real = real(folder.isEmpty ? [.slash] : folder) {
                let rest = missing.reversed().flatMap { [.slash] + $0 }
                return real == [.slash] ? rest : real + rest
            }
            guard let next = segments.popLast(), !next.isDotOrDots else { throw .noPlace(path) }
            missing.append(next)
        }
    }

    /// The path without links of what exists at `path`.
    static func real(_ path: [UInt8]) -> [UInt8]? {
        path.withCString { pointer in
            guard let resolved = realpath(pointer, nil) else { return nil }
            defer { free(resolved) }
            return UnsafeBufferPointer(start: resolved, count: strlen(resolved)).map(UInt8.init(bitPattern:))
        }
    }

    private static func workingFolder() throws(SkillSplitError) -> [UInt8] {
        if let real = real([UInt8(ascii: ".")]) { return real }
        throw SystemFailure.last.unreadable([UInt8(ascii: ".")])
    }

    /// Makes the folders above `path` that are missing.
    ///
    /// - Returns: Those that were made, the outermost first.
    static func makeFolders(above path: [UInt8]) throws(SkillSplitError) -> [[UInt8]] {
        var made: [[UInt8]] = []
        for end in path.indices.dropFirst() where path[end] == .slash {
            let folder = Array(path[..<end])
            let code = folder.withCString { mkdir($0, 0o777) == 0 ? 0 : errno }
            if code == 0 { made.append(folder) }
            guard code == 0 || code == EEXIST || code == EISDIR else {
                remove(folders: made)
                throw SystemFailure(code: code).unwritable(folder)
            }
        }
        return made
    }

    /// Takes folders out again that are empty.
    static func remove(folders: [[UInt8]]) {
        for folder in folders.reversed() { folder.withCString { _ = rmdir($0) } }
    }
}

extension SkillSplitError {
    fileprivate static func noPlace(_ path: [UInt8]) -> Self {
        SkillSplitError(
            .usage,
            "'\(PathText.display(path))' names no place for a checkout",
            remedy: "Write the path of the file or folder that is to be made."
        )
    }
}
