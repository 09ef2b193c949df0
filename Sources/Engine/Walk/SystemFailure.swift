import SkillSplitHost

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a system call answered instead of doing its work.
struct SystemFailure: Error, Hashable {
    /// An `errno` value.
    let code: Int32

    /// The failure of the call before.
    static var last: SystemFailure { SystemFailure(code: errno) }

    /// Runs `call` again while a signal interrupts it.
    ///
    /// - Returns: What the call returned, not negative.
    static func check<Number: SignedInteger>(_ call: () -> Number) throws(SystemFailure) -> Number {
        while true {
            let result = call()
            if result >= 0 { return result }
            if errno != EINTR { throw .last }
        }
    }

    /// The failure as an error about reading `path`.
    func unreadable(_ path: [UInt8]) -> SkillSplitError {
        let isMissing = code == ENOENT || code == ENOTDIR
        return SkillSplitError(
            isMissing ? .notFound : .unreadable,
            "cannot read '\(PathText.display(path))'",
            remedy: isMissing ? "Check the path." : "Check its permissions, or leave it out with --exclude.",
            cause: String(cString: strerror(code))
        )
    }
}
