#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension FileBytes {
    /// Writes all of `bytes` to an open file.
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(SystemFailure) {
        var start = 0
        while start < bytes.count {
            start += try SystemFailure.check {
                bytes.withUnsafeBytes { buffer in
                    let rest = UnsafeRawBufferPointer(rebasing: buffer[start...])
                    #if canImport(Glibc)
                        return Glibc.write(descriptor, rest.baseAddress, rest.count)
                    #else
                        return Darwin.write(descriptor, rest.baseAddress, rest.count)
                    #endif
                }
            }
        }
    }

    /// Writes `bytes` to an open file, gives it its mode, and closes it in any case.
    static func complete(_ descriptor: Int32, _ bytes: [UInt8], permissions: UInt16) throws(SystemFailure) {
        var failure: SystemFailure?
        do throws(SystemFailure) {
            try writeAll(bytes, to: descriptor)
            _ = try SystemFailure.check { fchmod(descriptor, mode_t(permissions & 0o777)) }
        } catch {
            failure = error
        }
        // Some file systems say only now that there is no room.
        if close(descriptor) != 0, failure == nil { failure = .last }
        if let failure { throw failure }
    }
}
