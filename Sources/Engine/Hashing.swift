import Crypto
import SkillSplitHost

/// Hashes of files and sections.
enum Hashing {
    static func file(_ bytes: [UInt8]) -> ContentHash {
        guard let hash = ContentHash(SHA256.hash(data: bytes)) else {
            preconditionFailure("a SHA-256 has 32 bytes")
        }
        return hash
    }

    /// The hash of each section's own bytes, in order.
    static func sections(of document: Document) -> [SectionHash] {
        document.source.bytes.withUnsafeBytes { bytes in
            document.sections.map { section in
                var hasher = SHA256()
                hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[section.range.indices]))
                return SectionHash(prefix: hasher.finalize())
            }
        }
    }
}

extension SectionHash {
    fileprivate init(prefix digest: SHA256.Digest) {
        self.init(
            digest.withUnsafeBytes { bytes in
                UInt128(bigEndian: bytes.loadUnaligned(as: UInt128.self))
            }
        )
    }
}
