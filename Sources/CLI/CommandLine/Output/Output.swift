import SkillSplitHost
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Data goes to standard output, everything else to standard error.
enum Output {
    static func line(_ text: String = "") {
        write(Array(text.utf8) + [UInt8(ascii: "\n")], to: STDOUT_FILENO)
    }

    /// Prints one JSON document on one line.
    static func json(_ value: MetadataValue) {
        line(value.json)
    }

    static func bytes(_ bytes: [UInt8]) {
        write(bytes, to: STDOUT_FILENO)
    }

    /// Says something that is not data.
    static func note(_ text: String) {
        write(Array(text.utf8) + [UInt8(ascii: "\n")], to: STDERR_FILENO)
    }

    /// Writes to standard error as it stands, for a bar that is drawn again and again.
    static func noteInPlace(_ text: String) {
        write(Array(text.utf8), to: STDERR_FILENO)
    }

    /// Such as `1 file` or `2 files`.
    static func counted(_ count: Int, _ unit: String) -> String {
        "\(count) \(unit)\(count == 1 ? "" : "s")"
    }

    static func report(_ error: SkillSplitError) {
        let cause = error.cause.map { ": \($0)" } ?? ""
        note("error: \(error.message)\(cause)\n\(error.remedy)")
    }

    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Why standard output could not take all that was written to it; `nil` where it did.
    ///
    /// A command whose data were lost, on a full disk, has failed, whatever else it did.
    static var failure: SkillSplitError? {
        let code = lost.load(ordering: .relaxed)
        return code == 0
            ? nil
            : SkillSplitError(
                .unwritable,
                "standard output could not be written",
                remedy: "See where it goes: the disk may be full.",
                cause: String(cString: strerror(code))
            )
    }

    /// The `errno` of the first write to standard output that failed.
    private static let lost = Atomic<Int32>(0)

    /// A reader that is gone ends the process by SIGPIPE; a standard error that fails has no one to be told to.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
                if count < 0, errno == EINTR || errno == EAGAIN { continue }
                guard count > 0 else {
                    if descriptor == STDOUT_FILENO {
                        _ = lost.compareExchange(expected: 0, desired: errno, ordering: .relaxed)
                    }
                    return
                }
                rest = rest.dropFirst(count)
            }
        }
    }

    private static func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #else
            Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }
}
