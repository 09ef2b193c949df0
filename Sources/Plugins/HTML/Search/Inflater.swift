import CDeflate

/// Reads what a ``Deflater`` made.
enum Inflater {
    /// So much longer is no text than its compressed bytes (zlib's technical details: 1032 times at the most).
    private static let longest = 1100

    /// The bytes that `deflated` was made of; `nil` where it was changed.
    static func inflate(_ deflated: [UInt8]) -> [UInt8]? {
        guard let decompressor = libdeflate_alloc_decompressor() else { return nil }
        defer { libdeflate_free_decompressor(decompressor) }
        var capacity = deflated.count * 8
        while true {
            var result = LIBDEFLATE_SUCCESS
            let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
                result = libdeflate_deflate_decompress(
                    decompressor,
                    deflated,
                    deflated.count,
                    output.baseAddress,
                    capacity,
                    &count
                )
                if result != LIBDEFLATE_SUCCESS { count = 0 }
            }
            if result == LIBDEFLATE_SUCCESS { return bytes }
            guard result == LIBDEFLATE_INSUFFICIENT_SPACE, capacity < deflated.count * longest else { return nil }
            capacity *= 4
        }
    }
}
