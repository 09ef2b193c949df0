#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a system call answered instead of doing its work.
struct SystemError: Error {
    let code: Int32
}

/// Reads and writes open files to their end.
enum OpenFile {
    static func write(_ bytes: [UInt8], to file: Int32) throws(SystemError) {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                let rest = UnsafeRawBufferPointer(rebasing: buffer[start...])
                #if canImport(Glibc)
                    return Glibc.write(file, rest.baseAddress, rest.count)
                #else
                    return Darwin.write(file, rest.baseAddress, rest.count)
                #endif
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SystemError(code: errno) }
            start += count
        }
    }

    static func forEachPart(
        of file: Int32,
        _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(SystemError) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemError(code: errno) }
            if count == 0 { return }
            buffer.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }

    static func bytes(of file: Int32) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachPart(of: file) { bytes += $0 }
        return bytes
    }
}
