#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension UInt8 {
    static let slash = UInt8(ascii: "/")
}

extension UnsafeBufferPointer<UInt8> {
    func hasPrefix(_ bytes: [UInt8]) -> Bool {
        guard bytes.count <= count else { return false }
        return bytes.withUnsafeBufferPointer { prefix in
            zip(prefix, self).allSatisfy { $0 == $1 }
        }
    }

    func hasSuffix(_ bytes: [UInt8]) -> Bool {
        guard bytes.count <= count else { return false }
        return UnsafeBufferPointer(rebasing: self[(count - bytes.count)...]).hasPrefix(bytes)
    }

    /// The offset of the next `/`, or of the end.
    func endOfSegment(from start: Int) -> Int {
        var end = start
        while end < count, self[end] != .slash { end += 1 }
        return end
    }
}

extension [UInt8] {
    /// Calls `body` with the bytes as a C string, which ends at a NUL among them.
    func withCString<Result, Failure: Error>(
        _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let terminated = ContiguousArray(unsafeUninitializedCapacity: count + 1) { buffer, initialized in
            for index in 0..<count { buffer.initializeElement(at: index, to: CChar(bitPattern: self[index])) }
            buffer.initializeElement(at: count, to: 0)
            initialized = count + 1
        }
        return try terminated.withUnsafeBufferPointer { buffer throws(Failure) in
            // The array holds the terminator at least, so it has storage.
            try body(buffer.baseAddress.unsafelyUnwrapped)
        }
    }
}
