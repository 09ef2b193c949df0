/// A library that can say what it holds in a few sums, so that equal libraries are known to be equal at once.
public protocol SummedLibrary: LibrarySession {
    /// One sum for each bucket that has files.
    ///
    /// - Parameter deep: Whether to compute hashes from the content instead of trusting what was stored with it.
    /// - Returns: The sums, in any order.
    /// - Throws: ``SkillSplitError`` when the library cannot be read whole: a sum over a part would prove nothing.
    func sums(deep: Bool) async throws(SkillSplitError) -> [BucketSum]

    /// The files of some buckets, by path in byte order.
    func fingerprints(inBuckets buckets: [Int], deep: Bool) async throws(SkillSplitError) -> [FingerprintedFile]
}

/// The number of files of a bucket and the sum of their fingerprints.
///
/// A file belongs to the bucket that the first byte of the SHA-256 of its path names, so a changed file stays there.
public struct BucketSum: Sendable, Hashable {
    public static let bucketCount = 256

    /// 0 to 255.
    public let bucket: Int
    public var count: Int
    /// Modulo 2^128.
    public var sum: UInt128

    public init(bucket: Int, count: Int = 0, sum: UInt128 = 0) {
        self.bucket = bucket
        self.count = count
        self.sum = sum
    }
}

/// What makes a file equal to another: the first 16 bytes of a SHA-256 over path, kind, mode, link and content hash.
public struct FileFingerprint: Sendable, Hashable {
    /// Big-endian: the first byte of the hash is the most significant.
    public let value: UInt128

    public init(_ value: UInt128) {
        self.value = value
    }

    /// What the file adds to the sum of its bucket: the two halves of the fingerprint as signed numbers, since those
    /// are what every database can add up.
    public var addend: UInt128 {
        let low = Int64(truncatingIfNeeded: value)
        return (value >> 64) << 64 &+ UInt128(truncatingIfNeeded: low)
    }

    /// The bytes whose SHA-256 the fingerprint is taken from.
    public static func input(
        path: DocumentPath,
        kind: ComponentKind,
        permissions: UInt16,
        linkTarget: [UInt8]?,
        hash: ContentHash
    ) -> [UInt8] {
        var bytes = path.bytes + [0] + Array(kind.rawValue.utf8) + [0, 0, 0]
        bytes += [UInt8(permissions >> 8), UInt8(permissions & 255)]
        if let linkTarget { bytes += [1] + linkTarget }
        return bytes + [0] + hash.bytes
    }
}

/// A file by path, with its fingerprint.
public struct FingerprintedFile: Sendable, Hashable {
    public let path: DocumentPath
    public let fingerprint: FileFingerprint

    public init(path: DocumentPath, fingerprint: FileFingerprint) {
        self.path = path
        self.fingerprint = fingerprint
    }
}
