import CDeflate
import SkillSplitHost

/// Compresses texts to raw deflate (RFC 1951), which browsers read by themselves.
final class Deflater {
    /// Higher ones take longer for a hundredth less.
    private static let level: Int32 = 4

    private let compressor: OpaquePointer

    /// - Throws: ``SkillSplitError`` where there is no memory for it.
    init() throws(SkillSplitError) {
        guard let compressor = libdeflate_alloc_compressor(Self.level) else {
            throw SkillSplitError(.unwritable, "there is no memory to compress texts", remedy: "Free some memory.")
        }
        self.compressor = compressor
    }

    deinit { libdeflate_free_compressor(compressor) }

    func deflate(_ bytes: [UInt8]) -> [UInt8] {
        let bound = libdeflate_deflate_compress_bound(compressor, bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            count = libdeflate_deflate_compress(compressor, bytes, bytes.count, output.baseAddress, bound)
        }
    }
}
