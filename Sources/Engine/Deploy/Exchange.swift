import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Renames that change what stands at a path in one step.
enum Exchange {
    /// Lets what stands at `one` and `other` change places.
    ///
    /// Where the file system cannot do it at once, `other` is missing for a moment and waits at ``waiting(_:)``.
    static func swap(_ one: [UInt8], _ other: [UInt8]) throws(SystemFailure) {
        do throws(SystemFailure) {
            return try renameAtOnce(one, other, swapping: true)
        } catch  where [ENOSYS, EINVAL, ENOTSUP].contains(error.code) {
            let waiting = waiting(one)
            try move(other, waiting)
            do throws(SystemFailure) {
                try move(one, other)
            } catch {
                try move(waiting, other)
                throw error
            }
            try move(waiting, one)
        }
    }

    /// Where the other one waits while two paths change places in several steps.
    static func waiting(_ one: [UInt8]) -> [UInt8] { one + Array(".old".utf8) }

    /// Moves `source` to where nothing stands.
    static func moveToFreePlace(_ source: [UInt8], _ target: [UInt8]) throws(SystemFailure) {
        do throws(SystemFailure) {
            return try renameAtOnce(source, target, swapping: false)
        } catch  where [ENOSYS, EINVAL, ENOTSUP].contains(error.code) {
            guard stamp(of: target) == nil else { throw SystemFailure(code: EEXIST) }
            try move(source, target)
        }
    }

    /// Moves `source` to `target`, over a file that stands there.
    static func move(_ source: [UInt8], _ target: [UInt8]) throws(SystemFailure) {
        try source.withCString { source throws(SystemFailure) in
            try target.withCString { target throws(SystemFailure) in
                _ = try SystemFailure.check { rename(source, target) }
            }
        }
    }

    private static func renameAtOnce(_ one: [UInt8], _ other: [UInt8], swapping: Bool) throws(SystemFailure) {
        try one.withCString { one throws(SystemFailure) in
            try other.withCString { other throws(SystemFailure) in
                #if canImport(Darwin)
                    let flags = UInt32(swapping ? RENAME_SWAP : RENAME_EXCL)
                    _ = try SystemFailure.check { renamex_np(one, other, flags) }
                #else
                    guard let renameat2 else { throw SystemFailure(code: ENOSYS) }
                    // RENAME_EXCHANGE and RENAME_NOREPLACE of linux/fs.h.
                    _ = try SystemFailure.check { renameat2(AT_FDCWD, one, AT_FDCWD, other, swapping ? 2 : 1) }
                #endif
            }
        }
    }

    #if !canImport(Darwin)
        private typealias Rename =
            @convention(c) (
                Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
            ) -> Int32

        /// The C library hides its declaration from Swift.
        private static let renameat2: Rename? = dlsym(nil, "renameat2").map { unsafeBitCast($0, to: Rename.self) }
    #endif
}

extension Exchange {
    static func removeFile(_ path: [UInt8]) {
        path.withCString { _ = unlink($0) }
    }

    /// The type of what stands at `path`.
    static func type(of path: [UInt8]) -> FileType? { stamp(of: path)?.type }

    /// What `lstat` says of `path`; `nil` where nothing is or can be looked at.
    static func stamp(of path: [UInt8]) -> FileStamp? {
        try? path.withCString { pointer throws(SystemFailure) in try FileStamp.of(pointer, in: AT_FDCWD) }
    }
}
