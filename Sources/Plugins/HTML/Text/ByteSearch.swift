#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension UnsafeBufferPointer<UInt8> {
    /// The first `byte` at or after `start`.
    func index(of byte: UInt8, from start: Int) -> Int? {
        guard let base = baseAddress, start < count,
            let found = memchr(base + start, Int32(byte), count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}

extension [UInt8] {
    /// Whether `needle`, which is not empty, occurs.
    func contains(bytes needle: [UInt8]) -> Bool {
        withUnsafeBufferPointer { bytes in
            var index = 0
            while let start = bytes.index(of: needle[0], from: index) {
                if bytes[start...].starts(with: needle) { return true }
                index = start + 1
            }
            return false
        }
    }
}
