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

    /// How far there is plain text from `start` on, spaces and visible ASCII without markup, in steps of eight bytes.
    ///
    /// It may go on after that, by seven bytes at the most.
    func endOfPlainText(from start: Int) -> Int {
        guard let base = UnsafeRawPointer(baseAddress) else { return start }
        var index = start
        while index + 8 <= count {
            // The highest bit of each byte says whether it is of a kind; it may say so of the one above, too.
            let bytes = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let angles = (bytes | 0x0202_0202_0202_0202) ^ 0x3E3E_3E3E_3E3E_3E3E
            let quotes = (bytes | 0x0404_0404_0404_0404) ^ 0x2626_2626_2626_2626
            let ones: UInt64 = 0x0101_0101_0101_0101
            let marks = (angles &- ones) & ~angles | (quotes &- ones) & ~quotes
            let others = (bytes &- 0x2020_2020_2020_2020) & ~bytes | bytes | bytes &+ ones
            guard (marks | others) & 0x8080_8080_8080_8080 == 0 else { return index }
            index += 8
        }
        return index
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
