import SkillSplitHost

/// What a library holds, as fingerprints; computed here where the library cannot do it itself.
struct Fingerprints {
    private let library: any LibrarySession
    private let isDeep: Bool

    init(_ library: any LibrarySession, deep: Bool = false) {
        self.library = library
        isDeep = deep
    }

    /// Every file, by path in byte order.
    ///
    /// - Throws: ``SkillSplitError`` when a part of the library cannot be read.
    func all() async throws(SkillSplitError) -> [FingerprintedFile] {
        if let library = library as? any SummedLibrary {
            return try await library.fingerprints(
                inBuckets: Array(0..<BucketSum.bucketCount),
                deep: isDeep
            )
        }
        var files: [FingerprintedFile] = []
        try await LibraryReader(library).forEachFile { file throws(SkillSplitError) in
            var hash = file.hash
            if isDeep { hash = Hashing.file(try await library.content(of: file.path, positions: nil)) }
            files.append(FingerprintedFile(path: file.path, fingerprint: FileFingerprint(of: file, hash: hash)))
        }
        return files
    }
}

extension FileFingerprint {
    /// The fingerprint of a stored file whose bytes have `hash`; by default the hash that was stored with it.
    init(of file: StoredFile, hash: ContentHash? = nil) {
        self.init(
            path: file.path,
            kind: file.kind,
            permissions: file.permissions,
            linkTarget: file.linkTarget,
            hash: hash ?? file.hash
        )
    }

    init(of record: Record) {
        self.init(
            path: record.path,
            kind: record.kind,
            permissions: record.permissions,
            linkTarget: record.linkTarget,
            hash: record.hash
        )
    }

    private init(
        path: DocumentPath,
        kind: ComponentKind,
        permissions: UInt16,
        linkTarget: [UInt8]?,
        hash: ContentHash
    ) {
        let input = Self.input(path: path, kind: kind, permissions: permissions, linkTarget: linkTarget, hash: hash)
        let digest = Hashing.file(input)
        self.init(digest.bytes.prefix(16).reduce(0) { $0 << 8 | UInt128($1) })
    }
}

extension BucketSum {
    /// The sums of all 256 buckets.
    static func sums(of files: [FingerprintedFile]) -> [BucketSum] {
        var sums = none
        for file in files {
            let bucket = bucket(of: file.path)
            sums[bucket].count += 1
            sums[bucket].sum &+= file.fingerprint.addend
        }
        return sums
    }

    /// All 256 buckets, empty.
    private static var none: [BucketSum] { (0..<bucketCount).map { BucketSum(bucket: $0) } }

    /// The sums of all 256 buckets of a library that computes them itself.
    static func sums(of library: any SummedLibrary, deep: Bool) async throws(SkillSplitError) -> [BucketSum] {
        var sums = none
        for sum in try await library.sums(deep: deep) where sums.indices.contains(sum.bucket) {
            sums[sum.bucket] = sum
        }
        return sums
    }

    static func bucket(of path: DocumentPath) -> Int {
        Int(Hashing.file(path.bytes).bytes[0])
    }
}
