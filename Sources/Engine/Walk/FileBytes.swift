#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads what is left in an open file.
enum FileBytes {
    /// - Parameters:
    ///   - descriptor: An open file.
    ///   - size: How many bytes to expect; the file is read to its end whatever it is.
    ///   - limit: How many bytes to read at the most.
    /// - Returns: The bytes up to the end or the limit.
    /// - Throws: What `read` answered.
    static func readAll(_ descriptor: Int32, expecting size: Int, limit: Int) throws(SystemFailure) -> [UInt8] {
        // One more than expected, so that the end shows itself without a larger buffer.
        var capacity = min(max(size, 0) + 1, limit)
        var bytes = try read(descriptor, after: [], capacity: capacity, end: max(size, 1))
        while bytes.count == capacity, capacity < limit {
            capacity = min(max(2 * capacity, 1 << 14), limit)
            bytes = try read(descriptor, after: bytes, capacity: capacity, end: .max)
        }
        return bytes
    }

    /// `head` and what follows it in the file, up to `capacity` bytes.
    ///
    /// A read that gives less than it was asked for and ends at `end`, where the file is said to, has met its end; asking
    /// once more would cost a call for each file.
    private static func read(
        _ descriptor: Int32,
        after head: [UInt8],
        capacity: Int,
        end: Int
    ) throws(SystemFailure) -> [UInt8] {
        var failure: SystemFailure?
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            count = buffer[..<head.count].initialize(fromContentsOf: head)
            while count < capacity {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                do throws(SystemFailure) {
                    let length = try SystemFailure.check {
                        #if canImport(Glibc)
                            Glibc.read(descriptor, rest.baseAddress, rest.count)
                        #else
                            Darwin.read(descriptor, rest.baseAddress, rest.count)
                        #endif
                    }
                    if length == 0 { return }
                    count += length
                    if count == end, count < capacity { return }
                } catch {
                    failure = error
                    return
                }
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
