import SkillSplitHost

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

    static func report(_ error: SkillSplitError) {
        let cause = error.cause.map { ": \($0)" } ?? ""
        note("error: \(error.message)\(cause)\n\(error.remedy)")
    }

    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// A reader that is gone ends the process by SIGPIPE; other errors of a standard stream have no one to be told to.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
                if count < 0, errno == EINTR || errno == EAGAIN { continue }
                guard count > 0 else { return }
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
